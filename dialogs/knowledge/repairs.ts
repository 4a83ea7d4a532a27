// What a merchant can do. Ids, minutes and chances are those of the domain catalogue (section 4): `a_wifi_rejoin` is `wifiRejoin`.
// Minutes, risk and chances are expert estimates. Copy: `repairs.<id>.{name,do,how}`.

export type Repair = {
	readonly id: string;
	/** Merchant effort, minutes. */
	readonly minutes: number;
	/** Penalty for what could go wrong, in minutes. */
	readonly riskMinutes: number;
	/** P(works | cause); absent is 0. */
	readonly fixes: Readonly<Record<string, number>>;
	/** Hard constraints that must be met before it is offered (gates.ts). */
	readonly gates: readonly ("G1" | "G2" | "G6" | "G8")[];
	/** Brings the shop back to selling without removing the cause; the diagnosis goes on behind it. */
	readonly workaround?: true;
	/** What a success still leaves to be done, in minutes: a shop that sells over a hotspot has a fault all the same. An estimate of our own. */
	readonly leavesMinutes?: number;
};

export const repairs = [
	{ id: "waitStatus", minutes: 1, riskMinutes: 0, fixes: {}, gates: [] },
	{ id: "wifiRejoin", minutes: 3, riskMinutes: 0, fixes: { wifiDisconnected: 0.85, dnsIpConflict: 0.25 }, gates: [] },
	{ id: "move", minutes: 2, riskMinutes: 0, fixes: { weakSignal: 0.7 }, gates: [] },
	{
		id: "bearerSwap",
		minutes: 3,
		riskMinutes: 0.5,
		fixes: {
			ispOutage: 0.9,
			routerFault: 0.9,
			wifiDisconnected: 0.9,
			weakSignal: 0.6,
			networkUnstable: 0.8,
			merchantFirewall: 0.9,
			captivePortal: 0.95,
			simNoData: 0.85,
			cableLoose: 0.9,
		},
		gates: [],
		workaround: true,
		leavesMinutes: 1,
	},
	{
		id: "restartTerminal",
		minutes: 3,
		riskMinutes: 1,
		fixes: { terminalSoftHang: 0.85, dnsIpConflict: 0.4, wifiDisconnected: 0.25, pairingLost: 0.3, networkUnstable: 0.15 },
		gates: ["G1", "G2"],
	},
	{
		id: "restartRouter",
		minutes: 5,
		riskMinutes: 1,
		fixes: { routerFault: 0.65, dnsIpConflict: 0.5, networkUnstable: 0.3, ispOutage: 0.1 },
		gates: [],
	},
	{ id: "checkCable", minutes: 3, riskMinutes: 0, fixes: { cableLoose: 0.85 }, gates: [] },
	{ id: "signIn", minutes: 1, riskMinutes: 0, fixes: { notSignedIn: 0.95, keyMacError: 0.6 }, gates: [] },
	{ id: "modeFix", minutes: 1, riskMinutes: 0, fixes: { operatorMisuse: 0.85, apnBearerWrong: 0.7 }, gates: [] },
	{ id: "autoIpTime", minutes: 3, riskMinutes: 0.5, fixes: { dnsIpConflict: 0.6, clockWrong: 0.95 }, gates: [] },
	{ id: "paramRedownload", minutes: 5, riskMinutes: 1, fixes: { wrongHostParams: 0.8, firmwareOld: 0.1 }, gates: ["G1", "G6", "G8"] },
	{ id: "updateTms", minutes: 15, riskMinutes: 2, fixes: { firmwareOld: 0.8, driverPeripheral: 0.5 }, gates: ["G1", "G2", "G8"] },
	{ id: "repairPair", minutes: 4, riskMinutes: 0, fixes: { pairingLost: 0.8, driverPeripheral: 0.3 }, gates: [] },
	{ id: "simReseat", minutes: 3, riskMinutes: 0.5, fixes: { simFault: 0.5 }, gates: ["G1", "G2"] },
	{ id: "simTopup", minutes: 5, riskMinutes: 1, fixes: { simNoData: 0.8 }, gates: [] },
	{ id: "charge", minutes: 15, riskMinutes: 0, fixes: { powerBattery: 0.85 }, gates: [] },
	{ id: "roleFix", minutes: 4, riskMinutes: 0, fixes: { operatorPermission: 0.8 }, gates: [] },
	{ id: "finishSetup", minutes: 8, riskMinutes: 0.5, fixes: { incompleteSetup: 0.75 }, gates: [] },
	{ id: "otherCard", minutes: 1, riskMinutes: 0, fixes: { cardDeclined: 0.9, issuerOrSwitch: 0.7 }, gates: ["G2"], workaround: true },
	{ id: "customerSwitch", minutes: 1, riskMinutes: 0, fixes: { customerPhone: 0.85 }, gates: ["G2"] },
] as const satisfies readonly Repair[];

export type RepairId = (typeof repairs)[number]["id"];

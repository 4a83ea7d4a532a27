// What a merchant can do. Ids and minutes are those of the domain catalogue (section 4): `a_wifi_rejoin` is `wifiRejoin`.

export type Repair = {
	readonly id: string;
	/** Merchant effort, minutes. */
	readonly minutes: number;
	/** Penalty for what could go wrong, in minutes. */
	readonly riskMinutes: number;
	/** Hard constraints that must be met before it is offered (gates.ts). */
	readonly gates: readonly ("G1" | "G2" | "G6" | "G8")[];
	/** Brings the shop back to selling without removing the cause; the diagnosis goes on behind it. */
	readonly workaround?: true;
};

export const repairs = [
	{ id: "waitStatus", minutes: 1, riskMinutes: 0, gates: [] },
	{ id: "wifiRejoin", minutes: 3, riskMinutes: 0, gates: [] },
	{ id: "move", minutes: 2, riskMinutes: 0, gates: [] },
	{ id: "bearerSwap", minutes: 3, riskMinutes: 0.5, gates: [], workaround: true },
	{ id: "restartTerminal", minutes: 3, riskMinutes: 1, gates: ["G1", "G2"] },
	{ id: "restartRouter", minutes: 5, riskMinutes: 1, gates: [] },
	{ id: "checkCable", minutes: 3, riskMinutes: 0, gates: [] },
	{ id: "signIn", minutes: 1, riskMinutes: 0, gates: [] },
	{ id: "modeFix", minutes: 1, riskMinutes: 0, gates: [] },
	{ id: "autoIpTime", minutes: 3, riskMinutes: 0.5, gates: [] },
	{ id: "paramRedownload", minutes: 5, riskMinutes: 1, gates: ["G1", "G6", "G8"] },
	{ id: "updateTms", minutes: 15, riskMinutes: 2, gates: ["G1", "G2", "G8"] },
	{ id: "repairPair", minutes: 4, riskMinutes: 0, gates: [] },
	{ id: "simReseat", minutes: 3, riskMinutes: 0.5, gates: ["G1", "G2"] },
	{ id: "simTopup", minutes: 5, riskMinutes: 1, gates: [] },
	{ id: "charge", minutes: 15, riskMinutes: 0, gates: [] },
	{ id: "roleFix", minutes: 4, riskMinutes: 0, gates: [] },
	{ id: "finishSetup", minutes: 8, riskMinutes: 0.5, gates: [] },
	{ id: "otherCard", minutes: 1, riskMinutes: 0, gates: ["G2"], workaround: true },
	{ id: "customerSwitch", minutes: 1, riskMinutes: 0, gates: ["G2"] },
] as const satisfies readonly Repair[];

export type RepairId = (typeof repairs)[number]["id"];

// Why a terminal cannot reach its back office: data read aloud from the domain catalogue, section 1.
// Each cause's name, explanation, prevention tip and hand-off line are the copy `causes.<id>.{name,explain,prevent,handOff}`.
// Every prior is an expert estimate: no ticket statistics are published. learn.ts replaces them by counted ones.

import { afterFailed, atOnce, type Escalation, ifReturning, type Owner } from "./escalation.ts";

export type { Owner } from "./escalation.ts";

export type Cause = {
	readonly id: string;
	readonly owner: Owner;
	/** Relative weight among "cannot connect" contacts before any evidence, normalised at load. */
	readonly prior: number;
	/** Whether the terminal still gets an answer from a host: what a response code tells about this cause. */
	readonly host: "always" | "sometimes" | "never";
	/** Null: nobody else can do more than its owner. */
	readonly escalation: Escalation | null;
	/** Section references into the source article; otherwise where the row comes from. */
	readonly sources: readonly string[];
};

export const causes = [
	{ id: "backendOutage", owner: "acquirer", prior: 7, host: "sometimes", escalation: atOnce("acquirer"), sources: ["A1.1", "M1"] },
	{
		id: "backendMaintenance",
		owner: "acquirer",
		prior: 1.5,
		host: "always",
		escalation: afterFailed("acquirer", "waitStatus"),
		sources: ["A1.1", "M1"],
	},
	{ id: "backendFirewall", owner: "acquirer", prior: 1.5, host: "never", escalation: atOnce("acquirer"), sources: ["A2.1.3", "K3"] },
	{
		id: "backendSoftwareOld",
		owner: "acquirer",
		prior: 1,
		host: "sometimes",
		escalation: atOnce("acquirer"),
		sources: ["A2.3.1", "A2.3.3"],
	},
	{ id: "backendConfig", owner: "acquirer", prior: 1.5, host: "always", escalation: atOnce("acquirer"), sources: ["A2.3.2", "K4"] },
	{ id: "issuerOrSwitch", owner: "issuer", prior: 3, host: "always", escalation: afterFailed("acquirer", "otherCard"), sources: ["A1.1"] },
	{ id: "ispOutage", owner: "network", prior: 7, host: "never", escalation: atOnce("network"), sources: ["A1.2", "M2"] },
	{
		id: "routerFault",
		owner: "merchant",
		prior: 10,
		host: "never",
		escalation: afterFailed("network", "restartRouter"),
		sources: ["A1.2", "K1", "M2"],
	},
	{
		id: "wifiDisconnected",
		owner: "merchant",
		prior: 10,
		host: "never",
		escalation: afterFailed("vendor", "wifiRejoin"),
		sources: ["A2.1.1", "S1"],
	},
	{ id: "weakSignal", owner: "merchant", prior: 8, host: "never", escalation: afterFailed("network", "move"), sources: ["A2.1.2", "S1"] },
	{
		id: "networkUnstable",
		owner: "merchant",
		prior: 5,
		host: "never",
		escalation: ifReturning("network", 24),
		sources: ["A1.2", "A2.1.1", "M2"],
	},
	{
		id: "simNoData",
		owner: "acquirer",
		prior: 6,
		host: "never",
		escalation: afterFailed("acquirer", "simTopup"),
		sources: ["A2.1.1", "S1"],
	},
	{ id: "simFault", owner: "merchant", prior: 2.5, host: "never", escalation: afterFailed("acquirer", "simReseat"), sources: ["S1"] },
	{ id: "captivePortal", owner: "merchant", prior: 1.5, host: "never", escalation: null, sources: ["A2.1.1"] },
	{
		id: "merchantFirewall",
		owner: "merchant",
		prior: 3,
		host: "never",
		escalation: afterFailed("acquirer", "bearerSwap"),
		sources: ["A2.1.3"],
	},
	{
		id: "dnsIpConflict",
		owner: "merchant",
		prior: 3,
		host: "never",
		escalation: afterFailed("acquirer", "autoIpTime"),
		sources: ["A1.5", "S4"],
	},
	{
		id: "cableLoose",
		owner: "merchant",
		prior: 4,
		host: "never",
		escalation: afterFailed("network", "checkCable"),
		sources: ["A1.2", "S1"],
	},
	{ id: "customerPhone", owner: "customer", prior: 2, host: "sometimes", escalation: null, sources: ["K2"] },
	{ id: "terminalSoftHang", owner: "merchant", prior: 8, host: "never", escalation: ifReturning("vendor", 24), sources: ["A2.2.1", "S2"] },
	{ id: "terminalHw", owner: "vendor", prior: 2, host: "never", escalation: atOnce("vendor"), sources: ["A2.2.2", "S5"] },
	{ id: "terminalTampered", owner: "vendor", prior: 0.3, host: "never", escalation: atOnce("vendor"), sources: ["A2.2.2"] },
	{ id: "powerBattery", owner: "merchant", prior: 1.2, host: "never", escalation: afterFailed("vendor", "charge"), sources: ["A2.2.2"] },
	{
		id: "firmwareOld",
		owner: "merchant",
		prior: 2.5,
		host: "sometimes",
		escalation: afterFailed("vendor", "updateTms"),
		sources: ["A1.4", "A2.3.1", "S3"],
	},
	{
		id: "driverPeripheral",
		owner: "vendor",
		prior: 1.5,
		host: "never",
		escalation: afterFailed("vendor", "repairPair"),
		sources: ["A2.2.3", "S6", "F3"],
	},
	{ id: "incompatible", owner: "vendor", prior: 1, host: "sometimes", escalation: atOnce("vendor"), sources: ["A1.4", "M4"] },
	{
		id: "pairingLost",
		owner: "merchant",
		prior: 2.5,
		host: "never",
		escalation: afterFailed("vendor", "repairPair"),
		sources: ["A1.4", "S4"],
	},
	{ id: "clockWrong", owner: "merchant", prior: 0.7, host: "never", escalation: ifReturning("vendor", 168), sources: ["A1.5"] },
	{
		id: "wrongHostParams",
		owner: "acquirer",
		prior: 3,
		host: "never",
		escalation: afterFailed("acquirer", "paramRedownload"),
		sources: ["A1.5", "A2.4.1", "S4", "K4"],
	},
	{
		id: "apnBearerWrong",
		owner: "merchant",
		prior: 1.5,
		host: "never",
		escalation: afterFailed("acquirer", "modeFix"),
		sources: ["A1.5", "S4"],
	},
	{ id: "terminalNotRegistered", owner: "acquirer", prior: 2, host: "always", escalation: atOnce("acquirer"), sources: ["A1.3", "M3"] },
	{ id: "tidMidMismatch", owner: "acquirer", prior: 0.8, host: "always", escalation: atOnce("acquirer"), sources: ["A1.3", "A1.5"] },
	{ id: "merchantSuspended", owner: "acquirer", prior: 1.5, host: "always", escalation: atOnce("acquirer"), sources: ["A1.3"] },
	{ id: "terminalRelocated", owner: "acquirer", prior: 1, host: "always", escalation: atOnce("acquirer"), sources: ["A1.3"] },
	{
		id: "keyMacError",
		owner: "merchant",
		prior: 2,
		host: "always",
		escalation: afterFailed("acquirer", "signIn"),
		sources: ["A1.3", "S4"],
	},
	{
		id: "notSignedIn",
		owner: "merchant",
		prior: 3,
		host: "sometimes",
		escalation: afterFailed("acquirer", "signIn"),
		sources: ["A1.5", "A2.4.1"],
	},
	{
		id: "operatorPermission",
		owner: "merchant",
		prior: 1.5,
		host: "never",
		escalation: afterFailed("acquirer", "roleFix"),
		sources: ["A1.3", "M3", "R2"],
	},
	{ id: "apiCredential", owner: "vendor", prior: 1.2, host: "sometimes", escalation: atOnce("vendor"), sources: ["A1.3", "S4"] },
	{
		id: "operatorMisuse",
		owner: "merchant",
		prior: 4,
		host: "never",
		escalation: afterFailed("vendor", "modeFix"),
		sources: ["A1.5", "A2.4.1", "S7", "M5"],
	},
	{
		id: "incompleteSetup",
		owner: "merchant",
		prior: 2,
		host: "sometimes",
		escalation: afterFailed("acquirer", "finishSetup"),
		sources: ["A2.4.2", "S7"],
	},
	{ id: "cardDeclined", owner: "issuer", prior: 3, host: "always", escalation: null, sources: ["field 39"] },
	{ id: "otherUnknown", owner: "acquirer", prior: 4.3, host: "sometimes", escalation: atOnce("acquirer"), sources: ["leak"] },
] as const satisfies readonly Cause[];

export type CauseId = (typeof causes)[number]["id"];

// Why a terminal cannot reach its back office: data read aloud from the domain catalogue, section 1.

/** Who can mend it: merchant, network provider, acquirer, vendor, issuer, customer. */
export type Owner = "merchant" | "network" | "acquirer" | "vendor" | "issuer" | "customer";

export type Cause = {
	readonly id: string;
	readonly owner: Owner;
	/** Relative weight among "cannot connect" contacts before any evidence; an expert estimate, normalised at load. */
	readonly prior: number;
	/** Section references into the source article. */
	readonly sources: readonly string[];
};

export const causes = [
	{ id: "backendOutage", owner: "acquirer", prior: 7, sources: ["A1.1", "M1"] },
	{ id: "backendMaintenance", owner: "acquirer", prior: 1.5, sources: ["A1.1", "M1"] },
	{ id: "backendFirewall", owner: "acquirer", prior: 1.5, sources: ["A2.1.3", "K3"] },
	{ id: "backendSoftwareOld", owner: "acquirer", prior: 1, sources: ["A2.3.1", "A2.3.3"] },
	{ id: "backendConfig", owner: "acquirer", prior: 1.5, sources: ["A2.3.2", "K4"] },
	{ id: "issuerOrSwitch", owner: "issuer", prior: 3, sources: ["A1.1"] },
	{ id: "ispOutage", owner: "network", prior: 7, sources: ["A1.2", "M2"] },
	{ id: "routerFault", owner: "merchant", prior: 10, sources: ["A1.2", "K1", "M2"] },
	{ id: "wifiDisconnected", owner: "merchant", prior: 10, sources: ["A2.1.1", "S1"] },
	{ id: "weakSignal", owner: "merchant", prior: 8, sources: ["A2.1.2", "S1"] },
	{ id: "networkUnstable", owner: "merchant", prior: 5, sources: ["A1.2", "A2.1.1", "M2"] },
	{ id: "simNoData", owner: "acquirer", prior: 6, sources: ["A2.1.1", "S1"] },
	{ id: "simFault", owner: "merchant", prior: 2.5, sources: ["S1"] },
	{ id: "captivePortal", owner: "merchant", prior: 1.5, sources: ["A2.1.1"] },
	{ id: "merchantFirewall", owner: "merchant", prior: 3, sources: ["A2.1.3"] },
	{ id: "dnsIpConflict", owner: "merchant", prior: 3, sources: ["A1.5", "S4"] },
	{ id: "cableLoose", owner: "merchant", prior: 4, sources: ["A1.2", "S1"] },
	{ id: "customerPhone", owner: "customer", prior: 2, sources: ["K2"] },
	{ id: "terminalSoftHang", owner: "merchant", prior: 8, sources: ["A2.2.1", "S2"] },
	{ id: "terminalHw", owner: "vendor", prior: 2, sources: ["A2.2.2", "S5"] },
	{ id: "terminalTampered", owner: "vendor", prior: 0.3, sources: ["A2.2.2"] },
	{ id: "powerBattery", owner: "merchant", prior: 1.2, sources: ["A2.2.2"] },
	{ id: "firmwareOld", owner: "merchant", prior: 2.5, sources: ["A1.4", "A2.3.1", "S3"] },
	{ id: "driverPeripheral", owner: "vendor", prior: 1.5, sources: ["A2.2.3", "S6", "F3"] },
	{ id: "incompatible", owner: "vendor", prior: 1, sources: ["A1.4", "M4"] },
	{ id: "pairingLost", owner: "merchant", prior: 2.5, sources: ["A1.4", "S4"] },
	{ id: "clockWrong", owner: "merchant", prior: 0.7, sources: ["A1.5"] },
	{ id: "wrongHostParams", owner: "acquirer", prior: 3, sources: ["A1.5", "A2.4.1", "S4", "K4"] },
	{ id: "apnBearerWrong", owner: "merchant", prior: 1.5, sources: ["A1.5", "S4"] },
	{ id: "terminalNotRegistered", owner: "acquirer", prior: 2, sources: ["A1.3", "M3"] },
	{ id: "tidMidMismatch", owner: "acquirer", prior: 0.8, sources: ["A1.3", "A1.5"] },
	{ id: "merchantSuspended", owner: "acquirer", prior: 1.5, sources: ["A1.3"] },
	{ id: "terminalRelocated", owner: "acquirer", prior: 1, sources: ["A1.3"] },
	{ id: "keyMacError", owner: "merchant", prior: 2, sources: ["A1.3", "S4"] },
	{ id: "notSignedIn", owner: "merchant", prior: 3, sources: ["A1.5", "A2.4.1"] },
	{ id: "operatorPermission", owner: "merchant", prior: 1.5, sources: ["A1.3", "M3", "R2"] },
	{ id: "apiCredential", owner: "vendor", prior: 1.2, sources: ["A1.3", "S4"] },
	{ id: "operatorMisuse", owner: "merchant", prior: 4, sources: ["A1.5", "A2.4.1", "S7", "M5"] },
	{ id: "incompleteSetup", owner: "merchant", prior: 2, sources: ["A2.4.2", "S7"] },
	{ id: "cardDeclined", owner: "issuer", prior: 3, sources: [] },
	{ id: "otherUnknown", owner: "acquirer", prior: 4.3, sources: [] },
] as const satisfies readonly Cause[];

export type CauseId = (typeof causes)[number]["id"];

// What the terminal itself shows: screen, icons, sign-in, clock, till. Percent, expert estimates.

import type { LikelihoodTable } from "./likelihood-table.ts";

export const screenLikelihoods = {
	// reachedHost, unknownOutcome, textOnly, cardSide, tamper
	message: {
		usual: [3, 12, 83, 1, 0.1],
		except: {
			backendOutage: [45, 30, 23, 1, 0.1],
			backendMaintenance: [70, 12, 16, 1, 0.1],
			backendSoftwareOld: [30, 8, 60, 1, 0.1],
			backendConfig: [84, 4, 9, 2, 0.1],
			issuerOrSwitch: [72, 19, 4, 4, 0.1],
			weakSignal: [3, 30, 65, 1, 0.1],
			networkUnstable: [3, 46, 49, 1, 0.1],
			customerPhone: [4, 40, 50, 5, 0.1],
			terminalTampered: [1, 1, 12, 1, 85],
			firmwareOld: [12, 6, 80, 1, 0.1],
			incompatible: [25, 5, 68, 1, 0.1],
			terminalNotRegistered: [86, 2, 10, 1, 0.1],
			tidMidMismatch: [70, 4, 23, 2, 0.1],
			merchantSuspended: [68, 3, 17, 11, 0.1],
			terminalRelocated: [72, 4, 20, 3, 0.1],
			keyMacError: [84, 3, 11, 1, 0.1],
			notSignedIn: [44, 3, 51, 1, 0.1],
			apiCredential: [58, 4, 36, 1, 0.1],
			incompleteSetup: [14, 4, 80, 1, 0.1],
			cardDeclined: [18, 2, 4, 75, 0.1],
			otherUnknown: [16, 17, 57, 10, 0.1],
		},
	},
	// full, weak, none, noSim, aeroplane
	signalIcon: {
		usual: [82, 11, 5, 1, 1],
		except: {
			ispOutage: [73, 8, 17, 1, 1],
			routerFault: [33, 10, 55, 1, 1],
			wifiDisconnected: [5, 5, 87, 2, 1],
			weakSignal: [8, 82, 8, 1, 1],
			networkUnstable: [50, 40, 8, 1, 1],
			simNoData: [79, 12, 5, 3, 1],
			simFault: [3, 4, 31, 61, 1],
			captivePortal: [90, 7, 1, 1, 1],
			cableLoose: [10, 5, 82, 2, 1],
			terminalSoftHang: [65, 10, 22, 2, 1],
			terminalHw: [8, 12, 68, 11, 1],
			terminalTampered: [50, 10, 35, 4, 1],
			powerBattery: [25, 20, 50, 4, 1],
			driverPeripheral: [56, 8, 34, 1, 1],
			pairingLost: [51, 10, 37, 1, 1],
			apnBearerWrong: [30, 5, 50, 14, 1],
			operatorMisuse: [32, 4, 12, 2, 50],
			incompleteSetup: [50, 10, 30, 9, 1],
		},
	},
	// normal, frozen, reboots, tamper
	deviceState: {
		usual: [95, 4, 0.6, 0.1],
		except: {
			networkUnstable: [86, 12, 1, 0.1],
			terminalSoftHang: [18, 72, 9, 0.1],
			terminalHw: [70, 13, 16, 0.1],
			terminalTampered: [2, 2, 8, 88],
			powerBattery: [18, 8, 73, 0.1],
			firmwareOld: [80, 10, 9, 0.1],
			otherUnknown: [73, 15, 12, 0.1],
		},
	},
	// yes, no, signInFails
	signedIn: {
		usual: [62, 10, 28],
		except: {
			backendMaintenance: [60, 20, 20],
			backendConfig: [40, 12, 48],
			issuerOrSwitch: [94, 4, 2],
			customerPhone: [94, 5, 1],
			firmwareOld: [20, 15, 65],
			incompatible: [8, 22, 70],
			clockWrong: [20, 15, 65],
			wrongHostParams: [12, 18, 70],
			terminalNotRegistered: [6, 12, 82],
			tidMidMismatch: [80, 8, 12],
			merchantSuspended: [55, 8, 37],
			terminalRelocated: [30, 10, 60],
			keyMacError: [28, 7, 65],
			notSignedIn: [4, 78, 18],
			operatorPermission: [60, 25, 15],
			apiCredential: [80, 12, 8],
			operatorMisuse: [65, 25, 10],
			incompleteSetup: [2, 50, 48],
			cardDeclined: [95, 4, 1],
		},
	},
	// right, wrong
	clock: {
		usual: [99, 1],
		except: { terminalHw: [88, 12], powerBattery: [82, 18], firmwareOld: [90, 10], clockWrong: [3, 97] },
	},
	// standalone, readerNotFound, signatureError
	till: {
		usual: [92, 6, 2],
		except: { driverPeripheral: [12, 85, 3], pairingLost: [6, 92, 2], apiCredential: [8, 6, 86] },
	},
	// yes, no: a wrong name stops everything (safety), so the rows only have to be plausible
	slipName: {
		usual: [99, 1],
		except: { terminalNotRegistered: [94, 6], tidMidMismatch: [6, 94], incompleteSetup: [93, 7] },
	},
} as const satisfies Record<string, LikelihoodTable>;

// What network, lines and lights show. Percent, expert estimates.

import type { LikelihoodTable } from "./likelihood-table.ts";

export const networkLikelihoods = {
	// wifi, sim, ethernet, dial, bluetooth
	connectionType: {
		usual: [45, 35, 13, 3, 4],
		except: {
			backendFirewall: [35, 25, 36, 2, 2],
			ispOutage: [62, 5, 28, 2, 3],
			routerFault: [65, 2, 28, 1, 4],
			wifiDisconnected: [93, 2, 1, 1, 3],
			weakSignal: [65, 30, 1, 1, 3],
			networkUnstable: [58, 20, 16, 3, 3],
			simNoData: [2, 95, 1, 1, 1],
			simFault: [2, 95, 1, 1, 1],
			captivePortal: [92, 2, 4, 1, 1],
			merchantFirewall: [45, 3, 48, 2, 2],
			dnsIpConflict: [55, 5, 37, 1, 2],
			cableLoose: [3, 2, 70, 23, 2],
			driverPeripheral: [15, 3, 30, 2, 50],
			pairingLost: [30, 2, 6, 1, 61],
			apnBearerWrong: [20, 60, 15, 4, 1],
			apiCredential: [35, 5, 50, 1, 9],
		},
	},
	// yes, no, noOther
	otherDevices: {
		usual: [85, 3, 12],
		except: {
			ispOutage: [2, 88, 10],
			routerFault: [6, 84, 10],
			weakSignal: [72, 15, 13],
			networkUnstable: [62, 26, 12],
			simNoData: [71, 4, 25],
			simFault: [71, 4, 25],
			captivePortal: [12, 75, 13],
			merchantFirewall: [72, 18, 10],
			dnsIpConflict: [75, 14, 11],
		},
	},
	// works, fails, cannotTry
	hotspot: {
		usual: [2, 73, 25],
		except: {
			backendFirewall: [40, 35, 25],
			ispOutage: [68, 7, 25],
			routerFault: [68, 7, 25],
			wifiDisconnected: [67, 8, 25],
			weakSignal: [48, 27, 25],
			networkUnstable: [60, 15, 25],
			simNoData: [64, 11, 25],
			simFault: [55, 20, 25],
			captivePortal: [71, 4, 25],
			merchantFirewall: [68, 7, 25],
			dnsIpConflict: [35, 40, 25],
			cableLoose: [68, 7, 25],
			customerPhone: [30, 45, 25],
			apnBearerWrong: [40, 35, 25],
			operatorMisuse: [12, 63, 25],
		},
	},
	// normal, wanOff, allOff
	routerLights: {
		usual: [93, 5, 2],
		except: {
			ispOutage: [10, 84, 6],
			routerFault: [27, 43, 30],
			networkUnstable: [80, 17, 3],
			cableLoose: [62, 32, 6],
		},
	},
	// fine, loose, damaged
	physical: {
		usual: [94, 4, 2],
		except: {
			routerFault: [85, 12, 3],
			simFault: [70, 26, 4],
			cableLoose: [12, 84, 4],
			terminalHw: [50, 4, 46],
			terminalTampered: [60, 3, 37],
			powerBattery: [61, 32, 7],
			driverPeripheral: [53, 43, 4],
		},
	},
	// own, publicLogin, companyIt
	networkOwner: {
		usual: [83, 3, 14],
		except: {
			backendFirewall: [60, 5, 35],
			captivePortal: [5, 90, 5],
			merchantFirewall: [22, 6, 72],
			dnsIpConflict: [65, 8, 27],
			apiCredential: [45, 4, 51],
		},
	},
	// fine, overdue, movedOrOut
	sim: {
		usual: [95, 3, 2],
		except: {
			simNoData: [18, 78, 4],
			simFault: [20, 4, 76],
			terminalHw: [92, 3, 5],
			apnBearerWrong: [46, 3, 51],
		},
	},
} as const satisfies Record<string, LikelihoodTable>;

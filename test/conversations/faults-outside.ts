// Faults of the back office, the network and the customer.

import { type Fault, mended, notice, person } from "./faults.ts";

export const faultsOutside: readonly Fault[] = [
	{
		cause: "backendOutage",
		opening: { "zh-CN": "POS 机刷卡报 96，隔壁几家店也一样", en: "code 96 on the terminal, and the shops next door have it too" },
		code: "96",
		ends: person,
	},
	{
		cause: "backendMaintenance",
		opening: { "zh-CN": "半夜刷卡提示 90，收不了款", en: "just after midnight every payment fails with code 90" },
		code: "90",
		ends: person,
	},
	{
		cause: "backendFirewall",
		opening: {
			"zh-CN": "IT 改过网络以后 POS 机连不上后台，别的设备上网都正常",
			en: "IT changed our network settings, now the terminal can't reach the back office but every other device is online",
		},
		sees: { hotspot: "fails", recentChange: "itOrFirewall" },
		ends: person,
	},
	{
		cause: "backendSoftwareOld",
		opening: {
			"zh-CN": "新款 POS 机升级了软件，从来没连上过后台",
			en: "this new model got a software update and has never connected to the back office",
		},
		sees: { firstUse: "never" },
		ends: person,
	},
	{
		cause: "backendConfig",
		opening: { "zh-CN": "店里所有机器刷卡都报 40", en: "all the terminals in the shop say code 40" },
		code: "40",
		ends: person,
	},
	{
		cause: "issuerOrSwitch",
		opening: { "zh-CN": "只有一家银行的卡刷不了，提示 91", en: "cards of one bank only are refused with code 91" },
		code: "91",
		ends: mended("otherCard"),
	},
	{
		cause: "ispOutage",
		opening: {
			"zh-CN": "店里突然断网了，路由器上的互联网灯是红的，所有机器都连不上",
			en: "the shop's internet went down suddenly, the internet light on the router is red",
		},
		ends: notice,
	},
	{
		cause: "routerFault",
		opening: {
			"zh-CN": "店里所有设备都上不了网，POS 机也连不上",
			en: "no device in the shop gets online, and the terminals can't connect either",
		},
		ends: mended("restartRouter"),
	},
	{
		cause: "wifiDisconnected",
		opening: {
			"zh-CN": "昨天改了 wifi 密码，今天 POS 机连不上了",
			en: "we changed the wifi password and now the card machine won't connect",
		},
		ends: mended("wifiRejoin"),
	},
	{
		cause: "weakSignal",
		opening: {
			"zh-CN": "POS 机信号只有一格，在地下室老是连不上",
			en: "the card machine shows one bar of signal in the basement and keeps losing the connection",
		},
		ends: mended("move"),
	},
	{
		cause: "networkUnstable",
		opening: {
			"zh-CN": "一到饭点高峰 POS 机就超时，时好时坏",
			en: "at busy hours payments time out, it comes and goes",
		},
		ends: notice,
	},
	{
		cause: "simNoData",
		opening: {
			"zh-CN": "POS 机里的流量卡好像欠费了，有信号但是连不上",
			en: "I think the SIM in the terminal has expired: it has signal but can't connect",
		},
		ends: mended("simTopup"),
	},
	{
		cause: "simFault",
		opening: {
			"zh-CN": "有人把 POS 机的 SIM 卡拿出来过，现在提示无 SIM 卡",
			en: "someone took the SIM out of the terminal, now it says no SIM",
		},
		ends: mended("simReseat"),
	},
	{
		cause: "captivePortal",
		opening: {
			"zh-CN": "店在商场里，用的公共 wifi，要认证，POS 机连不上后台",
			en: "we use the mall's wifi with a login page and the terminal can't reach the back office",
		},
		ends: notice,
	},
	{
		cause: "merchantFirewall",
		opening: {
			"zh-CN": "公司 IT 换了防火墙以后，POS 机就连不上后台了",
			en: "our IT installed a new firewall and since then the terminals can't connect",
		},
		sees: { hotspot: "works" },
		ends: notice,
	},
	{
		cause: "dnsIpConflict",
		opening: {
			"zh-CN": "换了新路由器后 POS 机提示 IP 冲突",
			en: "after we got a new router the terminal says IP address conflict",
		},
		ends: mended("autoIpTime"),
	},
	{
		cause: "cableLoose",
		opening: { "zh-CN": "POS 机拨号失败，线好像松了", en: "the terminal says dial failed, the cable seems loose" },
		ends: mended("checkCable"),
	},
	{
		cause: "customerPhone",
		opening: {
			"zh-CN": "就一个顾客的手机扫码付不了，别的顾客都能付",
			en: "only one customer's phone can't pay, everybody else's works",
		},
		ends: mended("customerSwitch"),
	},
];

// One merchant for each cause: the first sentence in each language, the code on the screen where there is one, and the right ending.

import type { CauseId } from "../../dialogs/knowledge/causes.ts";
import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import type { Language } from "../../locales/languages.ts";

/** `person`: a hand-off that names the cause, or ranks it high. `notice`: what the provider, the shop's own people or a bank has to do. */
type RightEnding = { readonly by: "repair"; readonly repair: RepairId } | { readonly by: "person" } | { readonly by: "notice" };

export type Fault = {
	readonly cause: CauseId;
	readonly opening: { readonly [L in Language]: string };
	/** Typed when the bot asks which code it is. */
	readonly code?: string;
	/** What this merchant sees where it is not what most with this cause see. */
	readonly sees?: Readonly<Record<string, string>>;
	readonly ends: RightEnding;
};

const person: RightEnding = { by: "person" };
const notice: RightEnding = { by: "notice" };
const mended = (repair: RepairId): RightEnding => ({ by: "repair", repair });

export const faults: readonly Fault[] = [
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
	{
		cause: "terminalSoftHang",
		opening: { "zh-CN": "POS 机卡死了，按什么都没反应", en: "the terminal is frozen, no key does anything" },
		ends: mended("restartTerminal"),
	},
	{
		cause: "terminalHw",
		opening: {
			"zh-CN": "POS 机摔过一次，之后搜不到任何网络",
			en: "the terminal was dropped and since then it finds no network at all",
		},
		ends: person,
	},
	{
		cause: "terminalTampered",
		opening: { "zh-CN": "POS 机屏幕提示 TAMPER，不能用了", en: "the terminal's screen says TAMPER and it won't work" },
		ends: person,
	},
	{
		cause: "powerBattery",
		opening: { "zh-CN": "POS 机没电老是自动重启，连不上后台", en: "the terminal is low on battery and keeps restarting by itself" },
		ends: person,
	},
	{
		cause: "firmwareOld",
		opening: {
			"zh-CN": "POS 机半年没用，提示要更新版本，签到失败",
			en: "the terminal was unused for half a year, it asks for an update and sign-in fails",
		},
		ends: person,
	},
	{
		cause: "driverPeripheral",
		opening: {
			"zh-CN": "收银电脑更新后找不到 USB 读卡器",
			en: "after an update the till PC can't find the USB card reader",
		},
		sees: { till: "readerNotFound", physical: "loose" },
		ends: person,
	},
	{
		cause: "incompatible",
		opening: {
			"zh-CN": "新买的 POS 机从装上就没连上过，刷卡提示 40",
			en: "we bought this terminal and it has never worked, it says code 40",
		},
		code: "40",
		ends: person,
	},
	{
		cause: "pairingLost",
		opening: { "zh-CN": "收银机提示找不到读卡器", en: "the till says reader not found" },
		ends: mended("repairPair"),
	},
	{
		cause: "clockWrong",
		opening: {
			"zh-CN": "POS 机电池放空以后时间不对了，提示安全连接失败",
			en: "the battery ran empty, now the terminal's date is wrong and the secure connection fails",
		},
		ends: mended("autoIpTime"),
	},
	{
		cause: "wrongHostParams",
		opening: {
			"zh-CN": "有人改了 POS 机的通讯参数，之后就连不上后台",
			en: "someone edited the communication settings on the terminal and now it can't connect",
		},
		ends: mended("paramRedownload"),
	},
	{
		cause: "apnBearerWrong",
		opening: {
			"zh-CN": "换了一张新的流量卡，POS 机连不上网",
			en: "we put a new SIM in the terminal and it can't get online",
		},
		ends: mended("modeFix"),
	},
	{
		cause: "terminalNotRegistered",
		opening: { "zh-CN": "换了台终端，刷卡提示 97 终端未登记", en: "we swapped the terminal and it says code 97" },
		code: "97",
		ends: person,
	},
	{
		cause: "tidMidMismatch",
		opening: {
			"zh-CN": "POS 机的小票打的是别人的店名",
			en: "the slip the terminal prints shows another shop's name",
		},
		ends: person,
	},
	{
		cause: "merchantSuspended",
		opening: { "zh-CN": "所有卡都被拒，提示 03 无效商户", en: "every card is refused with code 03, invalid merchant" },
		code: "03",
		ends: person,
	},
	{
		cause: "terminalRelocated",
		opening: { "zh-CN": "搬了新店，POS 机就用不了了", en: "we moved to a new address and the terminal stopped working" },
		ends: person,
	},
	{
		cause: "keyMacError",
		opening: { "zh-CN": "POS 机提示 A0 MAC 校验错", en: "the terminal says A0, MAC error" },
		code: "A0",
		ends: mended("signIn"),
	},
	{
		cause: "notSignedIn",
		opening: { "zh-CN": "POS 机提示请先签到", en: "the terminal says please sign in first" },
		ends: mended("signIn"),
	},
	{
		cause: "operatorPermission",
		opening: {
			"zh-CN": "这个操作员登录提示权限不足，主管的账号可以",
			en: 'the new cashier gets "not permitted", but the supervisor can log in and it works',
		},
		ends: mended("roleFix"),
	},
	{
		cause: "apiCredential",
		opening: {
			"zh-CN": "收银系统所有收银机都报签名错误",
			en: "all our tills report a signature error from the payment interface",
		},
		ends: person,
	},
	{
		cause: "operatorMisuse",
		opening: {
			"zh-CN": "POS 机上有个小飞机图标，连不上后台",
			en: "there is a small plane icon on the terminal and it can't connect",
		},
		ends: mended("modeFix"),
	},
	{
		cause: "incompleteSetup",
		opening: { "zh-CN": "新到的 POS 机提示未激活，连不上", en: "the brand-new terminal says not activated" },
		ends: person,
	},
	{
		cause: "cardDeclined",
		opening: { "zh-CN": "顾客刷卡提示 51 余额不足", en: "the customer's card is declined with code 51" },
		code: "51",
		ends: mended("otherCard"),
	},
	{
		cause: "otherUnknown",
		opening: {
			"zh-CN": "POS 机时间不对，卡被拿出来过，又搬了地方，收银机还报签名错误，什么都不行",
			en: "the terminal's clock is wrong, the SIM was taken out, we moved, and the till reports a signature error",
		},
		ends: person,
	},
];

// Faults of the terminal, its set-up and its registration, and what is none of these.

import { type Fault, mended, person } from "./faults.ts";

export const faultsInside: readonly Fault[] = [
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

// The source article's four cases (K1–K4), walked by a truthful merchant in each language.

import { describe, expect, it } from "vitest";
import { languages } from "../../locales/languages.ts";
import { openChat } from "../support/chat.ts";
import { goAlong, type Truth } from "../support/merchant.ts";

type Case = {
	readonly why: string;
	readonly opening: { readonly "zh-CN": string; readonly en: string };
	readonly truth: Truth;
	/** What the last message is about, by kind and by a word of its text in each language. */
	readonly ends: { readonly kind: string; readonly says: { readonly "zh-CN": string; readonly en: string } };
	readonly passes?: readonly string[];
};

const cases: readonly Case[] = [
	{
		why: "K1: a supermarket's network fails for good; it sells over a hotspot, and its provider gets a text",
		opening: { "zh-CN": "超市里的 POS 机突然全都连不上后台了", en: "all the terminals in our supermarket suddenly can't connect" },
		truth: { answers: { scope: "shop", otherDevices: "no", routerLights: "wanOff", hotspot: "works" }, fixedBy: ["bearerSwap"] },
		ends: { kind: "notice", says: { "zh-CN": "运营商", en: "network provider" } },
		passes: ["bearerSwap"],
	},
	{
		why: "K1: the router comes back after a restart",
		opening: {
			"zh-CN": "店里所有机器都上不了网，路由器灯也不对",
			en: "every terminal in the shop is offline and the router lights look wrong",
		},
		truth: {
			answers: { scope: "shop", otherDevices: "no", routerLights: "allOff", hotspot: "works" },
			fixedBy: ["bearerSwap", "restartRouter"],
		},
		ends: { kind: "solved", says: { "zh-CN": "能收款", en: "selling again" } },
		passes: ["restartRouter"],
	},
	{
		why: "K2: one customer's phone has no network; another way to pay works",
		opening: {
			"zh-CN": "有个顾客手机付款一直转圈，别的顾客都正常",
			en: "one customer's phone can't pay, it just spins, but other customers are fine",
		},
		truth: { answers: { customerSide: "one", paymentTypes: "othersWork" }, fixedBy: ["customerSwitch"] },
		ends: { kind: "solved", says: { "zh-CN": "收款", en: "selling" } },
		passes: ["customerSwitch"],
	},
	{
		why: "K3: the back office's firewall blocks the shop; nobody there can mend it, so a person takes over",
		opening: {
			"zh-CN": "POS 机连不上后台，用手机热点也不行，别的设备上网都正常",
			en: "terminal can't reach the back office, not over a phone hotspot either, other devices are online fine",
		},
		truth: { answers: { scope: "shop", hotspot: "fails", signedIn: "signInFails" }, fixedBy: [] },
		ends: { kind: "handoff", says: { "zh-CN": "人工", en: "colleague" } },
	},
	{
		why: "K4: new software was installed with a wrong address and port",
		opening: {
			"zh-CN": "装了新软件，改过通讯设置以后就连不上后台了",
			en: "we installed new software and edited the communication settings, now it can't connect",
		},
		truth: {
			answers: { recentChange: "settings", onset: "sinceInstall", signedIn: "signInFails", hotspot: "fails" },
			fixedBy: ["paramRedownload"],
		},
		ends: { kind: "solved", says: { "zh-CN": "能收款", en: "selling again" } },
		passes: ["paramRedownload"],
	},
];

describe.each(languages)("the article's cases in %s", (language) => {
	it.each(cases)("$why", ({ opening, truth, ends, passes = [] }) => {
		const chat = openChat({ language });
		chat.say(opening[language]);
		const heard = goAlong(chat, truth);
		const [end] = chat.last();
		expect(end?.kind, chat.transcript()).toBe(ends.kind);
		expect(end?.text, chat.transcript()).toContain(ends.says[language]);
		for (const id of passes)
			expect(
				heard.map((said) => said.id),
				chat.transcript(),
			).toContain(id);
		expect(heard.every((said) => said.language === language)).toBe(true);
	});
});

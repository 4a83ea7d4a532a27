import { describe, expect, it } from "vitest";
import { readFacts } from "../../../bot/understanding/read-facts.ts";
import { readLocales } from "../../../bot/understanding/read-locales.ts";
import { questions } from "../../../dialogs/knowledge/questions.ts";
import { factsIn, understand } from "../../support/understanding.ts";

const locales = new URL("../../../locales/", import.meta.url).pathname;
const { heard } = await readLocales(locales);

describe("facts in a message", () => {
	it.each([
		{ why: "one machine", text: "only this terminal fails, the others are fine", facts: "scope=one" },
		{ why: "denied: not all", text: "not all of them", facts: "scope=one" },
		{ why: "denied: not all, Chinese", text: "不是所有机器", facts: "scope=one" },
		{ why: "all machines", text: "none of our terminals works", facts: "scope=shop" },
		{ why: "all machines, Chinese", text: "店里的机器全都连不上", facts: "scope=shop" },
		{ why: "other shops", text: "隔壁店也刷不了", facts: "scope=others" },
		{ why: "the colloquial spinner", text: "刷不了卡了一直转圈圈", facts: "deviceState=frozen" },
		{ why: "denied: no signal", text: "there is no signal at all", facts: "signalIcon=none" },
		{ why: "denied inside a longer phrase", text: "I haven't restarted it yet", facts: "restarted=no" },
		{ why: "not denied", text: "I restarted it twice and it still fails", facts: "restarted=stillFailing" },
		{ why: "Cantonese", text: "隔籬鋪頭都唔得", facts: "scope=others" },
		{ why: "Cantonese, the phone works", text: "手機上到網，部機唔得", facts: "otherDevices=yes" },
		{ why: "mixed languages", text: "router换了新的之后 terminal 连不上", facts: "recentChange=routerOrPassword" },
		{ why: "typing slips", text: "somebody chnaged the router yesterday", facts: "recentChange=routerOrPassword" },
		{ why: "words in another order", text: "密码昨天改了，就是wifi的", facts: "connectionType=wifi recentChange=routerOrPassword" },
		{ why: "asked, not told", text: "should I restart the terminal?", facts: "" },
		{ why: "asked in Chinese", text: "要不要重启机器", facts: "" },
		{ why: "no cable is loose", text: "the cables are not loose", facts: "physical=fine" },
		{ why: "denied by two words", text: "we did not sign in", facts: "signedIn=no" },
		{ why: "a denied change is none", text: "we did not change the router", facts: "" },
		{ why: "a card machine is not frozen by its name", text: "所有刷卡機都斷線", facts: "scope=shop" },
		{ why: "other devices are no other terminals", text: "别的设备上网正常", facts: "otherDevices=yes" },
		{ why: "other devices, in English", text: "the other devices are online as normal", facts: "otherDevices=yes" },
		{ why: "other cards are no other terminals", text: "other cards go through fine", facts: "paymentTypes=othersWork" },
		{ why: "a hotspot that does not help", text: "换手机热点也不行", facts: "hotspot=fails" },
		{ why: "a longer phrase knows better", text: "一格信号都没有", facts: "signalIcon=none" },
		{ why: "what is asked is not told", text: "路由器红灯是什么意思", facts: "" },
		{ why: "an unclear payment that sounds like a question", text: "not sure if the last payment went through", facts: "retryCharge=some" },
		{ why: "none pending", text: "没有离线交易", facts: "pendingOffline=none" },
		{ why: "not settled", text: "no we didn't settle", facts: "pendingOffline=some" },
		{ why: "none settled is not none", text: "没有结算过", facts: "pendingOffline=some" },
		{ why: "none offline, but a batch", text: "No offline sales but batch not settled", facts: "pendingOffline=some" },
		{ why: "uploaded in part", text: "没有上传完", facts: "pendingOffline=some" },
		{ why: "looked up in vain", text: "查询记录里没有那笔", facts: "retryCharge=some" },
		{ why: "looked up and found", text: "found it, approved", facts: "retryCharge=none" },
		{ why: "looked up and found, in Chinese", text: "找到了，交易成功", facts: "retryCharge=none" },
		{ why: "found something else", text: "found the setting", facts: "" },
		{ why: "taken twice, beside the trouble", text: "连不上，还有客人被扣了两次没到账", facts: "retryCharge=some" },
		{ why: "all lights off", text: "router lights all off nothing online", facts: "otherDevices=no routerLights=allOff" },
		{ why: "all lights on", text: "router lights all on, all green", facts: "routerLights=normal" },
		{ why: "corrected", text: "actually it's not wifi its a cable", facts: "connectionType=ethernet" },
		{ why: "corrected in Chinese", text: "我说错了，不是无线，是网线", facts: "connectionType=ethernet" },
		{ why: "one kind of card", text: "its only amex", facts: "paymentTypes=oneBank" },
		{ why: "a bare number", text: "不对，就一台", facts: "scope=one" },
		{ why: "IT, who bypass nothing", text: "IT changed the firewall", facts: "recentChange=itOrFirewall" },
		{ why: "a proposal", text: "restart?", facts: "" },
		{ why: "what a card was refused with", text: "05 do not honour", facts: "message=cardSide" },
		{ why: "a customer's phone is no terminal", text: "只有一个客人的手机不行", facts: "customerSide=one" },
		{ why: "set up is no setting", text: "our IT contractor set up a new firewall", facts: "recentChange=itOrFirewall" },
		{ why: "words that stand together", text: "none of the terminals work, router light is red", facts: "routerLights=wanOff scope=shop" },
		{ why: "an unsafe wish is no fact", text: "关掉防火墙", facts: "" },
		{ why: "更新卡住 is no new SIM", text: "更新卡住了", facts: "deviceState=frozen" },
		{ why: "who can log in, not who cannot", text: "这个操作员登录提示权限不足，主管的账号可以", facts: "login=yes" },
		{ why: "since when, which is not how", text: "all terminals dead since 11:30", facts: "scope=shop" },
		{ why: "a greeting", text: "good morning", facts: "" },
		{ why: "small talk", text: "今天天气怎么样", facts: "" },
	])("are found: $why", ({ text, facts }) => {
		expect(factsIn(text)).toBe(facts);
	});

	it.each([
		{
			language: "en",
			text: "error 97, only this one, the others work, we changed the wifi password yesterday and I restarted it already",
			facts: ["scope=one", "recentChange=routerOrPassword", "restarted=stillFailing"],
		},
		{
			language: "zh-CN",
			text: "报九七，就这一台，其他机器正常，昨天换了wifi密码，重启过了还是不行",
			facts: ["scope=one", "recentChange=routerOrPassword", "restarted=stillFailing"],
		},
	])("are found several at once in $language, and the code", ({ text, facts }) => {
		expect(factsIn(text).split(" ")).toEqual(expect.arrayContaining(facts));
		expect(understand(text).code).toBe("97");
	});

	it.each([
		{
			language: "en",
			text:
				"hi so basically since this morning it keeps going on and off, when i bring it near the router it works, its just this one terminal, " +
				"the screen says no network, i restarted it like five times already, and also one payment was taken without a slip",
		},
		{
			language: "zh-CN",
			text:
				"老板你好，是这样的，我们店从今天早上开始刷卡机就时好时坏，拿到路由器旁边就好一点，就只有收银台这一台这样，" +
				"屏幕上写着网络连接失败，我已经重启了四五次了还是不行，而且中午有一笔客人说扣了钱但是没有出小票",
		},
	])("are found in a long story in $language", ({ text }) => {
		const told = ["message=textOnly", "onset=intermittent", "restarted=stillFailing", "retryCharge=some", "scope=one"];
		expect(factsIn(text).split(" ")).toEqual(expect.arrayContaining(told));
	});

	const answers = questions.flatMap(({ id, answers: all }) => all.map((answer) => ({ id, answer })));

	it.each(["zh-CN", "en"] as const)("are found in most of what strangers wrote, and few others are, in %s", async (language) => {
		const lines = await readFacts(`${locales}${language}/nlu/holdout/evidence.tsv`);
		const results = lines.map(({ facts, text }) => ({ stated: facts, found: factsIn(text, { language }).split(" ").filter(Boolean) }));
		const count = (of: (result: (typeof results)[number]) => number) => results.reduce((sum, result) => sum + of(result), 0);
		const right = count(({ stated, found }) => found.filter((fact) => stated.includes(fact)).length);
		const f1 = (2 * right) / count(({ stated, found }) => stated.length + found.length);
		expect(f1).toBeGreaterThanOrEqual(0.9);
	});

	it.each(["zh-CN", "en"] as const)("are taught for every answer of every question, in %s", async (language) => {
		const lines = await readFacts(`${locales}${language}/nlu/facts.tsv`);
		const times = ({ id, answer }: (typeof answers)[number]) => lines.filter(({ facts }) => facts.includes(`${id}=${answer}`)).length;
		expect(answers.filter((fact) => times(fact) < 15)).toEqual([]);
	});

	it.each(["zh-CN", "en"] as const)("are replied to every question in many ways, in %s", (language) => {
		const { replies } = heard[language];
		expect(answers.filter(({ id, answer }) => (replies[id]?.[answer] ?? []).length < 5)).toEqual([]);
		const known = new Set(answers.map(({ id, answer }) => `${id}=${answer}`));
		const names = Object.entries(replies).flatMap(([id, ways]) => Object.keys(ways).map((answer) => `${id}=${answer}`));
		expect(names.filter((name) => !known.has(name))).toEqual([]);
	});

	it.each(["zh-CN", "en"] as const)("are guarded by no concept that does not exist, in %s", (language) => {
		const { guards, synonyms } = heard[language];
		const concepts = Object.values(guards).flatMap((rules) =>
			rules.flatMap((rule) => [...rule.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name)),
		);
		expect(concepts.filter((name) => !((name ?? "") in synonyms))).toEqual([]);
	});
});

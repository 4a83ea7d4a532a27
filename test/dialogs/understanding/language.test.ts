import { describe, expect, it } from "vitest";
import { understand } from "../../support/understanding.ts";

const chinese = { kind: "known", language: "zh-CN", traditional: false };
const english = { kind: "known", language: "en", traditional: false };
const other = { kind: "other" };
const unclear = { kind: "unclear" };

describe("the language of a message", () => {
	it.each([
		{ why: "Simplified", text: "连不上后台", language: chinese },
		{ why: "Traditional", text: "連不上後台", language: { ...chinese, traditional: true } },
		{ why: "English", text: "my terminal can't connect", language: english },
		{ why: "Chinese with English names", text: "我的 POS offline 了", language: chinese },
		{ why: "Chinese verb after English nouns", text: "wifi password 改了", language: chinese },
		{ why: "English about a Chinese word", text: "what does 签到 mean on the screen", language: english },
		{ why: "Chinese with a page's markup", text: "刷不了卡 <img src=x onerror=alert(1)>", language: chinese },
		{ why: "one English word", text: "nope", language: english },
		{ why: "a code", text: "97", language: unclear },
		{ why: "a name every language has", text: "WiFi", language: unclear },
		{ why: "emoji", text: "👍", language: unclear },
		{ why: "nothing", text: "", language: unclear },
		{ why: "Japanese", text: "端末がつながらない", language: other },
		{ why: "Korean", text: "단말기가 연결되지 않아요", language: other },
		{ why: "Russian", text: "терминал не работает", language: other },
		{ why: "Arabic", text: "الجهاز لا يعمل", language: other },
		{ why: "Thai", text: "เครื่องเชื่อมต่อไม่ได้", language: other },
		{ why: "French", text: "mon terminal ne marche pas", language: other },
		{ why: "Spanish", text: "mi terminal no funciona, que hago", language: other },
		{ why: "Spanish, half of it words of English, too", text: "no funciona el terminal", language: other },
		{ why: "German", text: "mein Gerät ist nicht verbunden", language: other },
		{ why: "English with a French word", text: "the café next door has the same problem", language: english },
	])("is told for $why", ({ text, language }) => {
		expect(understand(text).language).toEqual(language);
	});

	it.each([
		{ why: "by its English name", text: "can we speak Chinese", named: "zh-CN" },
		{ why: "by its Chinese name", text: "说英文可以吗", named: "en" },
		{ why: "the last of two", text: "not English, Chinese please", named: "zh-CN" },
		{ why: "none", text: "my terminal is offline", named: null },
	])("is asked for $why", ({ text, named }) => {
		expect(understand(text).namedLanguage).toBe(named);
	});
});

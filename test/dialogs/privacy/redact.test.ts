import { describe, expect, it } from "vitest";
import { digitRuns } from "../../../dialogs/privacy/digits.ts";
import { type Carry, emptyCarry, redact } from "../../../dialogs/privacy/redact.ts";
import { below, card, digitsOf, forms, lookAlikes, seeded } from "./written-numbers.ts";

/** A conversation redacted message by message; the carry goes through JSON as it does in the store. */
const redactAll = (messages: readonly string[]): { readonly texts: readonly string[]; readonly carry: Carry } => {
	let carry = emptyCarry;
	const texts = messages.map((message) => {
		const redacted = redact(message, carry);
		carry = JSON.parse(JSON.stringify(redacted.carry));
		return redacted.text as string;
	});
	return { texts, carry };
};

/** Every digit that can still be read, in any script. The carry repeats only what the texts show, and counts. */
const visible = (text: string): string =>
	digitRuns(text)
		.flat()
		.map(({ digits }) => digits)
		.join("");

const plainDigits = (text: string): string => text.normalize("NFKC").replace(/\D/g, "");

describe("redact", () => {
	it.each([
		{ why: "card with spaces", text: "4111 1111 1111 1111", safe: "[card]" },
		{ why: "other digit set", text: "४१११ ११११ ११११ ११११", safe: "[card]" },
		{ why: "Chinese numerals in a sentence", text: "卡号是四一一一一一一一一一一一一一一一，刷不了", safe: "卡号是[card]，刷不了" },
		{ why: "typed as said aloud", text: "four double one one, one one one one, triple one one, one one one one", safe: "[card]" },
		{ why: "words between its pieces", text: "first 4111 1111 then 1111 1111 ok", safe: "first [card] then [card] ok" },
		{
			why: "numbers that only together look like one",
			text: "batch 411111 trace 111111 code 1111",
			safe: "batch 411111 trace 111111 code 1111",
		},
		{ why: "a terminal is only mentioned", text: "the terminal rejects 371449635398431", safe: "the terminal rejects [card]" },
		{ why: "15 digits said to be a merchant number", text: "Merchant no. 371449635398431", safe: "Merchant no. 371449635398431" },
		{ why: "16 digits said to be a merchant number", text: "merchant number 4111111111111111", safe: "merchant number [card]" },
		{ why: "two cards", text: "4111111111111111 and 5555-5555-5555-4444", safe: "[card] and [card]" },
		{ why: "expiry and check value beside it", text: "4111111111111111 exp 12/27 cvv 123, thanks", safe: "[card], thanks" },
		{ why: "an amount beside it stays", text: "4111111111111111 500元", safe: "[card] 500元" },
		{ why: "a response code beside it stays", text: "4111111111111111 code 97", safe: "[card] code 97" },
		{ why: "a digit wrong, but in fours", text: "4111 1111 1111 1112", safe: "[card]" },
		{ why: "a digit wrong, but said to be a card", text: "card number: 4111111111111112", safe: "card number: [card]" },
		{ why: "UnionPay outside the check", text: "银行卡号 6222021234567890128", safe: "银行卡号 [card]" },
		{ why: "only begun, in fours", text: "4111 1111 1111", safe: "[card]" },
		{ why: "only begun, said to be a card", text: "卡号 4111111111", safe: "卡号 [card]" },
		{ why: "already masked by the merchant", text: "411111******1111", safe: "411111******1111" },
		{ why: "last four digits", text: "the card ends in 1111", safe: "the card ends in 1111" },
		{ why: "RRN, 12 digits", text: "412345678901", safe: "412345678901" },
		{ why: "identity number", text: "身份证 11010519491231002X", safe: "身份证 [id]" },
		{ why: "identity number in pieces", text: "110105 19491231 002x", safe: "[id]" },
		{ why: "identity number with a wrong check character", text: "110105194912310021", safe: "110105194912310021" },
		{ why: "nothing", text: "", safe: "" },
	])("masks what must not be kept, and only that: $why", ({ text, safe }) => {
		expect(redact(text).text).toBe(safe);
	});

	it.each([
		{ text: "密码是abc123", safe: "密码是[secret]" },
		{ text: "签到密码：000000", safe: "签到密码：[secret]" },
		{ text: "wifi密码改成了 Shop2026! 之后就连不上", safe: "wifi密码改成了 [secret] 之后就连不上" },
		{ text: "密碼係 12345678", safe: "密碼係 [secret]" },
		{ text: "操作员01密码0000", safe: "操作员01密码[secret]" },
		{ text: "主管密码12345，签到密码000000", safe: "主管密码[secret]，签到密码[secret]" },
		{ text: "主管密碼１２３４５６進唔到", safe: "主管密碼[secret]進唔到" },
		{ text: "PIN码1234", safe: "PIN码[secret]" },
		{ text: "密码是不是0000", safe: "密码是不是[secret]" },
		{ text: "密码到底是0000还是123456", safe: "密码到底是[secret]还是[secret]" },
		{ text: "password 0000 or 1234", safe: "password [secret] or [secret]" },
		{ text: "口令八八八八", safe: "口令[secret]" },
		{ text: "密码默认是1234", safe: "密码默认是[secret]" },
		{ text: "我密码输的0000，还是不对", safe: "我密码输的[secret]，还是不对" },
		{ text: "password0000", safe: "password[secret]" },
		{ text: "验证码 123456", safe: "验证码 [secret]" },
		{ text: "验证码发你：一二三四五六", safe: "验证码发你：[secret]" },
		{ text: "123456是验证码", safe: "[secret]是验证码" },
		{ text: "安全码123", safe: "安全码[secret]" },
		{ text: "my pin is 1234", safe: "my pin is [secret]" },
		{ text: "PIN:１２３４", safe: "PIN:[secret]" },
		{ text: "1234 is my pin", safe: "[secret] is my pin" },
		{ text: "CVV 123", safe: "CVV [secret]" },
		{ text: "the verification code is 808080", safe: "the verification code is [secret]" },
		{ text: 'password: "hunter2"', safe: "password: [secret]" },
		{ text: "I changed the password to Kettle#Blue", safe: "I changed the password to [secret]" },
		{ text: "password=sunshine", safe: "password=[secret]" },
		{ text: "api key = 7f3a9c0d1e2b4a5f", safe: "api key = [secret]" },
		{ text: "TMK: 0123456789ABCDEFFEDCBA9876543210", safe: "TMK: [secret]" },
		{ text: "主密钥是 0123456789ABCDEF", safe: "主密钥是 [secret]" },
		{ text: "Authorization: Bearer abcdefghijklmnop.qrst", safe: "Authorization: Bearer [secret]" },
		{ text: "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY----- done", safe: "[secret] done" },
		{ text: "-----BEGIN PRIVATE KEY-----\nMIIB cut off", safe: "[secret]" },
	])("masks a secret that is said as such: $text", ({ text, safe }) => {
		const { text: redacted, kinds } = redact(text);
		expect({ redacted, kinds }).toEqual({ redacted: safe, kinds: ["secret"] });
	});

	it.each([
		"我改了wifi密码之后就连不上",
		"密码是多少？",
		"我的密码是错的",
		"密码错误 55",
		"密码错误55",
		"密码输错3次",
		"密码55",
		"密码键盘5100没反应",
		"wifi密码2026年改过",
		"密码输入后显示0055",
		"PIN pad 5100",
		"my password is wrong",
		"the password is not accepted",
		"I forgot my password, error 97",
		"asks for a pin since 10:30",
		"the pin pad shows 12345",
		"验证码收不到",
		"response code is 91",
		"error code 3000",
		"the key 5 is stuck",
	])("leaves words about secrets alone: %s", (text) => {
		expect(redact(text)).toMatchObject({ text, kinds: [] });
	});

	it("says what it took out", () => {
		expect(redact("4111111111111111 身份证 11010519491231002X pin 1234").kinds).toEqual(["card", "idNumber", "secret"]);
	});

	it("leaves its own result alone", () => {
		const random = seeded(1);
		const texts = forms
			.flatMap(({ write }) => write(card(random), random))
			.concat(["密码是abc123", "验证码 123456", "身份证 11010519491231002X"]);
		for (const text of texts) {
			const once = redact(text).text;
			expect(redact(once).text).toBe(once);
		}
	});
});

describe("redact, at scale", () => {
	it.each(forms)("leaves no card that can be made out: $why", ({ write }) => {
		const random = seeded(16);
		for (let n = 0; n < 1_000; n++) {
			const number = card(random);
			const { texts } = redactAll(write(number, random));
			const shown = texts.map(visible).join("");
			expect(number.length - shown.length, `${number}: ${texts.join(" / ")}`).toBeGreaterThanOrEqual(4);
		}
	});

	it("masks at most one look-alike in two hundred, alone or one after the other in a conversation", () => {
		const random = seeded(17);
		const written = Array.from({ length: 5_000 }, (_, n) => lookAlikes[n % lookAlikes.length]?.write(random) ?? "");
		const alone = written.filter((text) => redact(text).text !== text);
		const inARow = redactAll(written).texts.filter((text, at) => text !== written[at]);
		expect(alone.length / written.length, alone.join("\n")).toBeLessThanOrEqual(0.005);
		expect(inARow.length / written.length, inARow.join("\n")).toBeLessThanOrEqual(0.005);
	});
});

describe("redact, over several messages", () => {
	it.each([
		{ why: "halves", messages: ["4111 1111", "1111 1111"], safe: ["4111 1111", "[card]"] },
		{ why: "dictated in fours", messages: ["4111", "1111", "1111", "1111"], safe: ["4111", "1111", "[card]", "[card]"] },
		{ why: "odd pieces", messages: ["411111", "11111", "11111"], safe: ["411111", "[card]", "[card]"] },
		{ why: "in two scripts", messages: ["四一一一一一一一", "1111 1111"], safe: ["四一一一一一一一", "[card]"] },
		{
			why: "with words around",
			messages: ["first 8: 4111 1111", "last 8: 1111 1111 ok"],
			safe: ["first 8: 4111 1111", "last 8: [card] ok"],
		},
		{ why: "with an expiry behind", messages: ["41111111", "11111111 12/27 123"], safe: ["41111111", "[card]"] },
		{
			why: "after words about something else",
			messages: ["41111111", "wait", "sorry", "11111111"],
			safe: ["41111111", "wait", "sorry", "[card]"],
		},
		{ why: "too long ago", messages: ["41111111", "a", "b", "c", "11111111"], safe: ["41111111", "a", "b", "c", "11111111"] },
		{ why: "the beginning was masked already", messages: ["4111 1111 1111", "1111"], safe: ["[card]", "[card]"] },
		{ why: "a choice, a code and a choice", messages: ["4", "97", "2"], safe: ["4", "97", "2"] },
		{ why: "a terminal number and a code", messages: ["41234567", "97"], safe: ["41234567", "97"] },
		{ why: "a terminal number and an RRN", messages: ["41234567", "632611123456"], safe: ["41234567", "632611123456"] },
		{
			why: "numbers named as something else",
			messages: ["终端号 41111111", "流水号 11111111"],
			safe: ["终端号 41111111", "流水号 11111111"],
		},
	])("masks what completes a card: $why", ({ messages, safe }) => {
		expect(redactAll(messages).texts).toEqual(safe);
	});

	it("carries no digit that was masked", () => {
		const { carry } = redactAll(["4111 1111 1111"]);
		expect(JSON.stringify(carry)).not.toMatch(/1{3}/);
		expect(carry).toHaveLength(1);
	});

	it("forgets the card once it is complete", () => {
		expect(redactAll(["4111 1111", "1111 1111"]).carry).toEqual(emptyCarry);
	});
});

describe("redact, on hostile text", () => {
	const units = [
		"4 ",
		"4",
		"4111 1111 1111 1111 ",
		"4111111111111111 a ",
		"四",
		"one ",
		"double ",
		"密码是",
		"密码0000和",
		"pin:",
		"password is ",
		"-----BEGIN A-----",
		"eyJabcdefghij.",
		"4\u200B",
		"𝟎",
		"4....",
		"bearer ",
		"api key = ",
	];

	it.each(units)("takes time in proportion to the text: %j", (unit) => {
		const textOf = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
		const cpuMs = (text: string): number => {
			const before = process.cpuUsage();
			redact(text);
			const { user, system } = process.cpuUsage(before);
			return (user + system) / 1_000;
		};
		cpuMs(textOf(2_000));
		expect(cpuMs(textOf(2_000))).toBeLessThan(50);
		expect(cpuMs(textOf(100_000))).toBeLessThan(2_500);
	});

	it("takes any text whatever", () => {
		const random = seeded(18);
		const alphabet = [
			"4",
			"1",
			" ",
			"-",
			"密码",
			"pin",
			"是",
			"=",
			"[",
			"]",
			"\u0000",
			"\uD800",
			"\uDC00",
			"🙂",
			"%B",
			"?",
			"^",
			"x",
			"一",
			"\n",
		];
		for (let n = 0; n < 2_000; n++) {
			const text =
				Array.from({ length: below(random, 60) }, () => alphabet[below(random, alphabet.length)]).join("") +
				digitsOf(random, below(random, 20));
			const { text: redacted } = redact(text);
			expect(plainDigits(redacted).length).toBeLessThanOrEqual(plainDigits(text).length);
		}
	});
});

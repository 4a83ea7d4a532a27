// Passwords, PINs, one-time codes and keys, said as such. A number is a secret because of the words beside it.

import type { Span } from "./span.ts";

const password = "(?<![a-z])(?:pass\\s?word|pass\\s?phrase|passwd|pwd)|密码|密碼|口令";
const code =
	"(?<![a-z])(?:pin(?:\\s?(?:number|code|码|碼))?|otp|(?:verification|security|one[- ]?time|sms|auth(?:entication)?)\\s?(?:pass)?code|passcode|cvv2?|cvc2?|cvn2?|csc)|验证码|驗證碼|校验码|校驗碼|动态码|動態碼|短信码|安全码|安全碼";
const key =
	"(?<![a-z])(?:(?:api|access|secret|private|master|working|license)[\\s_-]?(?:key|token)|token|secret|tmk|zmk|tpk)|密钥|密鑰|秘钥|令牌";

/** Between the name of a secret and the secret itself. */
const says =
	"(?:\\s|[:：=＝,，\"'“”「」()（）]|is|was|to|now|as|为|是|係|系|改成了?|改为|设成了?|设为|设置成|换成了?|收到了?|发你|给你|就是|现在)";
/** Before a number more may stand, or nothing: 密码0000, 密码默认是1234. */
const saysNumber = `(?:${says}|默认|都|还|一直|到底|是不是|应该|用|输入?的?了?|填的?了?)`;
/** Between two that were tried: 密码0000还是8888. */
const another = "\\s?(?:和|跟|或者?|还是|、|or|and)\\s?";
const digit = "[\\p{Nd}零〇一二三四五六七八九]";

/** A lookbehind holds the words, so that a match is the secret and nothing else. */
const after = (names: string, value: string): RegExp => new RegExp(`(?<=(?:${names})${says}{1,6})${value}`, "giu");

const patterns: readonly RegExp[] = [
	/-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g,
	/\b(?:eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|[sr]k_(?:live|test)_\w{8,}|AKIA[A-Z0-9]{16}|gh[pousr]_\w{20,}|xox[abprs]-[\w-]{10,}|AIza[\w-]{30,})/g,
	/(?<=\bbearer\s{1,3})[\w.~+/=-]{12,}/gi,
	new RegExp(`(?<=(?:${code})${says}{0,6})${digit}{3,12}(?!${digit})`, "giu"),
	// A word alone may be "wrong" or "forgotten"; with a digit or a sign in it, or behind a colon, it is the password.
	after(password, "(?=[!-~]{0,64}[\\p{Nd}!@#$%^&*])[!-~\\p{Nd}]{3,64}"),
	// A year is when it was changed: 密码2026年改过.
	new RegExp(`(?<=(?:${password})${saysNumber}{0,6}(?:${digit}{4,12}${another})?)(?!${digit}{4}\\s?年)${digit}{4,12}`, "giu"),
	new RegExp(`(?<=(?:${password})\\s?[:：=＝]\\s?)[!-~]{4,64}`, "giu"),
	after(key, "(?=[!-~]{0,64}\\d)[!-~]{8,128}"),
	new RegExp(`${digit}{3,12}(?=\\s{0,2}(?:is|was|是|就是)\\s?(?:my|the|our|我的?|我们的?)?\\s?(?:${password}|${code}))`, "giu"),
];

/** No pattern above matches a text without one of these: most messages are done with after one look. */
const sign = /[\p{Nd}零〇一二三四五六七八九!@#$%^&*_:：=＝-]|bearer|eyJ|AKIA|AIza/iu;

/** Where secrets stand in the text. What is masked already is left alone. */
export const findSecrets = (text: string): readonly Span[] =>
	sign.test(text)
		? patterns.flatMap((pattern) =>
				[...text.matchAll(pattern)]
					.filter(([value]) => !value.startsWith("["))
					.map((match) => ({ kind: "secret" as const, start: match.index, end: match.index + match[0].length })),
			)
		: [];

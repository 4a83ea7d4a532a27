// Passwords, PINs, one-time codes and keys, said as such. A number is a secret because of the words beside it.

import type { Span } from "./span.ts";

const labels = {
	password: "pass\\s?word|pass\\s?phrase|passwd|pwd|密码|密碼|口令",
	pin: "pin(?:\\s?(?:number|code))?",
	code: "(?:otp|(?:verification|security|one[- ]?time|sms|auth(?:entication)?)\\s?(?:pass)?code|passcode|验证码|驗證碼|校验码|校驗碼|动态码|動態碼|短信码|安全码|安全碼|cvv2?|cvc2?|cvn2?|csc)",
	key: "(?:api|access|secret|private|master|working|license)[\\s_-]?(?:key|token)|token|secret|密钥|密鑰|秘钥|令牌|主密钥|tmk|zmk|tpk",
} as const;

const says =
	"(?:\\s|[:：=＝,，\"'“”「」()（）]|is|was|to|now|为|是|改成了?|改为|设成了?|设为|设置成|换成了?|收到了?|发你|给你|就是|现在){1,6}";
const digit = "[\\p{Nd}零〇一二三四五六七八九]";

const patterns: readonly RegExp[] = [
	/-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g,
	/\b(?:eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|[sr]k_(?:live|test)_\w{8,}|AKIA[A-Z0-9]{16}|gh[pousr]_\w{20,}|xox[abprs]-[\w-]{10,}|AIza[\w-]{30,})/g,
	/(?<=\bbearer\s{1,3})[\w.~+/=-]{12,}/gi,
	new RegExp(`(?<=(?:${labels.pin}|${labels.code})${says})${digit}{3,12}(?!${digit})`, "giu"),
	new RegExp(`(?<=(?:${labels.password})${says})(?=[!-~]{0,64}[\\p{Nd}!@#$%^&*])[!-~\\p{Nd}]{3,64}`, "giu"),
	new RegExp(`(?<=(?:${labels.password})${says})${digit}{4,12}`, "giu"),
	new RegExp(`(?<=(?:${labels.key})${says})(?=[!-~]{0,64}\\d)[!-~]{8,128}`, "giu"),
	new RegExp(
		`${digit}{3,12}(?=\\s{0,2}(?:is|was|是|就是)\\s?(?:my|the|our|我的?|我们的?)?\\s?(?:${labels.password}|${labels.pin}|${labels.code}))`,
		"giu",
	),
];

export const findSecrets = (text: string): readonly Span[] =>
	patterns.flatMap((pattern) =>
		[...text.matchAll(pattern)]
			.filter(([value]) => !value.startsWith("[") && value !== "")
			.map((match) => ({ kind: "secret" as const, start: match.index, end: match.index + match[0].length })),
	);

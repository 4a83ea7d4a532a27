// A response code on the terminal's screen, in any written form: "97", "error A0", 报九七, "ninety seven".

/** Why a code is expected: it was asked for, or the message is one of those that name a code (evidence.ts). */
export type Expected = { readonly asked: boolean; readonly named: boolean };

/** The code in normalised text, upper case. Two figures alone are a code only when one is expected, or nothing else is said. */
export const findCode = (text: string, { asked, named }: Expected): string | null => {
	if (!figure.test(text)) return null;
	for (const pattern of [...patterns, ...(asked || named ? [anywhere] : []), ...(named ? [inWordsAnywhere] : [])]) {
		const code = firstCode(text, pattern);
		if (code !== null) return code;
	}
	return null;
};

/** The first that the pattern finds and that is one. Not matchAll, which makes a new pattern each time. */
const firstCode = (text: string, pattern: RegExp): string | null => {
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
		const code = codeOf(match.groups?.code ?? "");
		if (code !== null) return code;
	}
	return null;
};

const figures = "[a-z][0-9]|[0-9][0-9a-z]";
const han = "[零〇一二三四五六七八九十]{2,3}|[a-z] ?[零〇一二三四五六七八九]";
const english =
	"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]?(?:one|two|three|four|five|six|seven|eight|nine)?|" +
	"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|[a-z])[ -](?:zero|oh|one|two|three|four|five|six|seven|eight|nine)";

/** No code is without one of these: most messages are done with after one look. */
const figure = new RegExp(`[0-9]|(?<![0-9a-z])(?:${han}|${english})`, "u");

const code = `(?<code>${figures}|${han}|${english})(?![0-9a-z十])`;

/** What counts minutes, people or money is no code. */
const notCounted =
	"(?!\\s*(?:%|:\\d|\\.\\d|年|月|日|号(?!错)|点|分|秒|天|小时|块|元|次|台|个|笔|家|张|位|杯|桌|蚊|文|份|斤|岁|人|条|部|间|楼|路|kg|g\\b|years?|months?|weeks?|days?|hours?|hrs?|min|sec|times|tries|pounds|dollars|terminals|customers|people|percent|cards|sales|payments|transactions))";

const before =
	"(?:error|err|code|declined|response|respon[sd]e?d?|returns?|returned|shows?|showing|showed|says?|came back|come back|comes back|coming back|came up|comes up|popped up|pops up|throws|throwing|threw|replied|replies|reply|answered|answers|refused|rejected|refuses|rejects|prints|reports|resp|rc|saying|said|displays?|displayed|gives?|gave|got|getting|gets|reads|message|screen|prompt(?:s|ed)?|报错?|出错|错误码?|错误代码|代码|返回码?|应答码?|响应码|交易码|提示|显示|显|写着|出现|出|跳出来?|弹出来?|蹦出来?|冒出来?|打出来?|跳|弹|蹦|码|返回?|回复?|应答|给出?|来|话|报出|收到|错)";

const between =
	"(?:\\s|[:#\"'“”‘’「」\\[(=\\-]|is|of|a|an|the|me|us|on|with|up|number|no\\.?|code|error|message|response|为|是|了|个|着|过|来|咗|左|住|错误|代码|码|号|一个|的|:|叫|什么)*";

const patterns = [
	new RegExp(`^[^\\p{L}\\d]*${code}[^\\p{L}\\d]*$`, "gu"),
	new RegExp(`${before}${between}(?<![0-9a-z])${code}${notCounted}`, "gu"),
	// Figures apart are a code only where a code is named: "got 2 3 times".
	new RegExp(`(?:error|err|code|错误码?|代码)${between}(?<![0-9a-z])(?<code>[0-9a-z][ -][0-9])(?![0-9a-z])${notCounted}`, "gu"),
	new RegExp(
		`(?<![0-9a-z零〇一二三四五六七八九十.])${code}[\\s\\])"'”」]*(?:号?错误|报错|拒绝|error|err\\b|代码|code|on (?:the |every |all |each |both |my |our |this |that )*(?:screens?|machines?|terminals?|tills?|readers?|displays?|pos|units?|devices?)\\b)`,
		"gu",
	),
];

const alone = "(?<![0-9a-z零〇一二三四五六七八九十.:])(?<!\\b(?:not|isn't|no longer|instead of) |不是|不再是|并非)";

/** Where a code is expected, one standing alone in a longer text counts too, unless it is denied. */
const anywhere = new RegExp(`${alone}(?<code>${figures})(?![0-9a-z十])${notCounted}`, "gu");
const inWordsAnywhere = new RegExp(`${alone}${code}${notCounted}`, "gu");

/** A mobile network's generation has the form of a code. */
const generation = /^[2-5]g$/u;

const codeWords = "error|err|code|number|no|错误码?|错误代码|代码|返回码|应答码|响应码|报错?|号";

const bare = new RegExp(`^(?:${codeWords}|[^\\p{L}\\d])*(?:${code}|[0-9a-z][ -][0-9])(?:${codeWords}|[^\\p{L}\\d])*$`, "u");

/** Whether the text is a code and nothing else, but for words that say it is one: "err code 9 1". */
export const isBareCode = (text: string): boolean => bare.test(text);

const codeOf = (written: string): string | null => {
	if (generation.test(written)) return null;
	const spelled = /^[0-9a-z]{2}$/u.test(written) ? written : spell(written);
	return spelled !== null && /^(?:\d\d|[a-z]\d|\d[a-z])$/u.test(spelled) ? spelled.toUpperCase() : null;
};

const hanDigits = "零一二三四五六七八九";
const units = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** 九七, 九十七, 九十, "ninety-seven", "nine seven", "a zero" as two figures. */
const spell = (written: string): string | null => {
	const ten = /^([二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(written);
	if (ten !== null) return `${ten[1] === "" ? 1 : hanDigits.indexOf(ten[1] ?? "")}${ten[2] === "" ? 0 : hanDigits.indexOf(ten[2] ?? "")}`;
	const [first = "", second = ""] = /^[a-z]{3,}/u.test(written) || / |-/u.test(written) ? written.split(/[ -]/u) : [...written];
	const left = tens.includes(first) ? String(tens.indexOf(first)) : figureOf(first);
	const right = second === "" && tens.includes(first) ? "0" : figureOf(second);
	return left === null || right === null ? null : left + right;
};

const figureOf = (written: string): string | null => {
	if (/^[0-9a-z]$/u.test(written)) return written;
	if (written === "〇" || written === "oh") return "0";
	const place = Math.max(hanDigits.indexOf(written || " "), units.indexOf(written));
	return place < 0 ? null : String(place);
};

// How well the product understands its own hold-out, which is never trained on. Prints one JSON object.
//   npm run -s bench:understanding [-- --show] [-- --from FOLDER]
// `load` is what understanding adds to the start of a fresh process. `--show` lists what was misunderstood on stderr.
// `--from` reads FOLDER/<language>/<label>.txt instead, such as test/dialogs/understanding/blind/first: written by people
// who had not seen what is trained.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Converter } from "opencc-js/cn2t";
import { loadUnderstanding } from "../bot/understanding/assets.ts";
import { readFacts } from "../bot/understanding/read-facts.ts";
import { readUtterances } from "../bot/understanding/read-locales.ts";
import { redact } from "../dialogs/privacy/redact.ts";
import { createUnderstand, type Understand } from "../dialogs/understanding/understand.ts";
import type { Understanding } from "../dialogs/understanding/understanding.ts";
import { type Language, languages } from "../locales/languages.ts";
import { measureLoad } from "./load.ts";
import { misspell } from "./misspell.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const { show, from } = parseArgs({ options: { show: { type: "boolean" }, from: { type: "string" } } }).values;

const holdout = (language: Language): string => (from === undefined ? `${root}locales/${language}/nlu/holdout` : `${from}/${language}`);

type Case = { readonly text: string; readonly label: string };
type Result = Case & { readonly understood: Understanding };

const outside = "out-of-scope";

const share = <T>(of: readonly T[], holds: (item: T) => boolean): number =>
	Number((of.filter(holds).length / Math.max(1, of.length)).toFixed(4));

const isIntent = ({ label }: Case): boolean => label !== outside && !label.startsWith("faq.");
const isFaq = ({ label }: Case): boolean => label.startsWith("faq.");
const isRight = ({ label, understood }: Result): boolean => understood.intent.id === label;
const hasFaq =
	(among: number) =>
	({ label, understood }: Result): boolean =>
		understood.faq.slice(0, among).some(({ id }) => `faq.${id}` === label);

const listen = (understand: Understand, cases: readonly Case[], language: Language): Result[] =>
	cases.map((item) => ({ ...item, understood: understand(redact(item.text).text, { language, choices: [], question: null }) }));

const report = (results: readonly Result[]): void => {
	for (const { text, label, understood } of results.filter((result) => !isRight(result) || result.understood.intent.verdict !== "sure")) {
		if (label === outside && understood.intent.verdict === "rejected") continue;
		const { id, score, verdict, alternatives } = understood.intent;
		const others = alternatives.map((other) => `${other.id} ${other.score.toFixed(2)}`).join(", ");
		process.stderr.write(`${label}\t${verdict} ${id} ${score.toFixed(2)} [${others}]\t${text}\n`);
	}
};

const figures = (results: readonly Result[]) => {
	const intents = results.filter(isIntent);
	const faqs = results.filter(isFaq);
	const labelled = (label: string) => results.filter((result) => result.label === label);
	return {
		cases: results.length,
		intents: share(intents, isRight),
		intentsSure: share(intents, ({ understood }) => understood.intent.verdict === "sure"),
		intentsSureAndWrong: share(intents, (result) => result.understood.intent.verdict === "sure" && !isRight(result)),
		human: share(labelled("human"), isRight),
		unsafe: share(labelled("unsafe"), isRight),
		faqTop1: share(faqs, hasFaq(1)),
		faqTop3: share(faqs, hasFaq(3)),
		faqSureAndWrong: share(faqs, (result) => result.understood.intent.verdict === "sure" && !isRight(result)),
		outOfScopeNotActedOn: share(labelled(outside), ({ understood: { intent } }) => intent.verdict !== "sure" || intent.id === "offTopic"),
		outOfScopeRejected: share(labelled(outside), ({ understood: { intent } }) => intent.verdict === "rejected" || intent.id === "offTopic"),
	};
};

/** Facts by their names, a code among them. */
const evidenceOf = async (language: Language): Promise<Case[]> =>
	(await readFacts(`${holdout(language)}/evidence.tsv`).catch(noneWritten)).map(({ facts, code, text }) => ({
		label: [...facts, ...(code === null ? [] : [`code=${code}`])].join(" "),
		text,
	}));

const noneWritten = (error: NodeJS.ErrnoException): [] => {
	if (error.code === "ENOENT") return [];
	throw error;
};

/** Facts found, facts that are there, and F1 over both. */
const evidenceFigures = (results: readonly Result[]) => {
	let right = 0;
	let found = 0;
	let there = 0;
	for (const { label, text, understood } of results) {
		const wanted = new Set(label.split(" ").filter((fact) => fact !== ""));
		const got = [
			...understood.evidence.map(({ question, answer }) => `${question}=${answer}`),
			...(understood.code === null ? [] : [`code=${understood.code}`]),
		];
		const good = got.filter((fact) => wanted.has(fact)).length;
		right += good;
		found += got.length;
		there += wanted.size;
		if (show && (good < wanted.size || good < got.length)) process.stderr.write(`${[...wanted].join(" ")}\t${got.join(" ")}\t${text}\n`);
	}
	return {
		facts: there,
		precision: right / Math.max(1, found),
		recall: right / Math.max(1, there),
		f1: (2 * right) / Math.max(1, found + there),
	};
};

const msOf = (work: () => unknown): number => {
	const before = performance.now();
	work();
	return performance.now() - before;
};

const understand = createUnderstand(loadUnderstanding(`${root}dist`));
const toTraditional = Converter({ from: "cn", to: "twp" });

const output: Record<string, unknown> = { load: measureLoad(`${root}dist/understand.js`) };
const times: number[] = [];
for (const language of languages) {
	const cases = (await readUtterances(holdout(language))).map(({ text, label }) => ({ text, label }));
	const results = listen(understand, cases, language);
	if (show) report(results);
	const change = ({ text, label }: Case, i: number) => ({ label, text: language === "en" ? misspell(text, i) : toTraditional(text) });
	const stated = await evidenceOf(language);
	// The best of three, here and below: what else the machine does meanwhile is not measured.
	for (const { text } of cases) {
		times.push(Math.min(...[1, 2, 3].map(() => msOf(() => understand(redact(text).text, { language, choices: [], question: null })))));
	}
	output[language] = {
		...figures(results),
		evidence: evidenceFigures(listen(understand, stated, language)),
		[language === "en" ? "misspelt" : "traditional"]: {
			...figures(listen(understand, cases.map(change), language)),
			evidence: evidenceFigures(listen(understand, stated.map(change), language)),
		},
	};
}
times.sort((a, b) => a - b);
const worst = ["a ", "连", "wifi 密码 not ", "the terminal is not working ", "xqzj ", "٩", "!", "9 7 ", "error ", "號機"].map((piece) => {
	const text = redact(piece.repeat(2000).slice(0, 2000)).text;
	return Math.min(...[1, 2, 3].map(() => msOf(() => understand(text, { language: "en", choices: [], question: "message" }))));
});
output.ms = { p50: times[Math.floor(times.length / 2)], p99: times[Math.floor(times.length * 0.99)], worst: Math.max(...worst) };
console.log(JSON.stringify(output, null, 2));

// Reads what locales/ teaches: utterances, rules and phrases, and the FAQs of every language.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Faq } from "../../dialogs/faq/faq.ts";
import { guardIds, type Heard } from "../../dialogs/understanding/heard.ts";
import { intents } from "../../dialogs/understanding/intents.ts";
import { outOfScope } from "../../dialogs/understanding/judge.ts";
import type { Example } from "../../dialogs/understanding/train.ts";
import { type Language, languages } from "../../locales/languages.ts";
import { FaqMistake, parseFaq } from "./parse-faq.ts";
import { type FactLine, readFacts } from "./read-facts.ts";
import { readFiles } from "./read-files.ts";

export type Locales = {
	readonly examples: readonly Example[];
	readonly factLines: readonly FactLine[];
	readonly heard: Readonly<Record<Language, Heard>>;
	readonly faqs: Readonly<Record<Language, readonly Faq[]>>;
};

export const readLocales = async (folder: string): Promise<Locales> => {
	const read = await Promise.all(languages.map(async (language) => [language, await readLocale(join(folder, language))] as const));
	const byLanguage = new Map(read);
	const pick = <T>(choose: (locale: Locale) => T): Readonly<Record<Language, T>> =>
		// Every language was just read; fromEntries forgets which keys it made.
		Object.fromEntries([...byLanguage].map(([language, locale]) => [language, choose(locale)])) as Record<Language, T>;
	return {
		examples: read.flatMap(([, locale]) => locale.examples),
		factLines: read.flatMap(([, locale]) => locale.factLines),
		heard: pick(({ heard }) => heard),
		faqs: pick(({ faqs }) => faqs),
	};
};

type Locale = {
	readonly examples: readonly Example[];
	readonly factLines: readonly FactLine[];
	readonly heard: Heard;
	readonly faqs: readonly Faq[];
};

const readLocale = async (folder: string): Promise<Locale> => {
	const faqs = await readFaqs(join(folder, "faq"));
	const intentExamples = await readUtterances(join(folder, "nlu/intents"));
	const unknown = intentExamples.find(({ label }) => !intents.some((intent) => intent === label));
	if (unknown !== undefined) throw new Error(`${folder}/nlu/intents/${unknown.label}.txt: no such intent`);
	const negatives = (await readUtterances(join(folder, "nlu"))).filter(({ label }) => label === outOfScopeFile);
	const faqExamples = faqs.flatMap(({ id, title, questions }) => [title, ...questions].map((text) => ({ text, label: `faq.${id}` })));
	const examples = [...intentExamples, ...faqExamples, ...negatives.map(({ text }) => ({ text, label: outOfScope }))];
	const factLines = await readFacts(join(folder, "nlu/facts.tsv"));
	return { examples, factLines, heard: await readHeard(join(folder, "nlu")), faqs };
};

const outOfScopeFile = "out-of-scope";

/** Every line of `<folder>/<label>.txt` is one utterance; `#` begins a comment. */
export const readUtterances = async (folder: string): Promise<Example[]> => {
	const files = (await readFiles(folder, ".txt")).filter(({ path }) => !path.includes("/"));
	return files.flatMap(({ path, text }) => {
		const lines = text.split("\n").map((line) => line.trim());
		return lines
			.filter((line) => line !== "" && !line.startsWith("#"))
			.map((line) => ({ text: line, label: path.slice(0, -".txt".length) }));
	});
};

/** Every `<id>.md`, sorted by id; related entries must be there. */
export const readFaqs = async (folder: string): Promise<readonly Faq[]> => {
	const faqs = (await readFiles(folder, ".md")).map(({ path, text }) => parseFaq({ path: join(folder, path), text }));
	for (const { id, related } of faqs) {
		const missing = related.find((other) => !faqs.some((faq) => faq.id === other));
		if (missing !== undefined) throw new FaqMistake(`${folder}/${id}.md: the related entry "${missing}" does not exist`);
	}
	return faqs;
};

const phrases = z.array(z.string().min(1));
const phrasesByName = z.record(z.string(), phrases);

const schemas = {
	synonyms: phrasesByName,
	replies: z.record(z.string(), phrasesByName),
	choices: phrasesByName,
	guards: z.record(z.enum(guardIds), phrases),
};

const readHeard = async (folder: string): Promise<Heard> => ({
	synonyms: await readJson(join(folder, "synonyms.json"), schemas.synonyms),
	replies: await readJson(join(folder, "replies.json"), schemas.replies),
	choices: await readJson(join(folder, "choices.json"), schemas.choices),
	guards: await readJson(join(folder, "guards.json"), schemas.guards),
});

const readJson = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
	const parsed = schema.safeParse(JSON.parse(await readFile(file, "utf8")));
	if (parsed.success) return parsed.data;
	throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
};

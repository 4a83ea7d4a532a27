// Trains understanding from locales/ into dist/: nlu.bin, ears.json, faqs.json and faq-indexes.json. Skips the training when nothing changed.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileEars, type Ears } from "../../dialogs/understanding/ears.ts";
import type { Heard } from "../../dialogs/understanding/heard.ts";
import { outOfScope } from "../../dialogs/understanding/judge.ts";
import { createStem } from "../../dialogs/understanding/stem.ts";
import { type Example, train as trainModel } from "../../dialogs/understanding/train.ts";
import { languages } from "../../locales/languages.ts";
import { decodeModel, encodeModel } from "./model-file.ts";
import { indexAnswers } from "./read-answers.ts";
import { hashOf, readFiles } from "./read-files.ts";
import { type Locales, readLocales } from "./read-locales.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What training depends on: every word of locales/, and the code that learns. */
export const hashInputs = async (): Promise<string> => {
	const perLanguage = languages.flatMap((language) => [
		readFiles(join(root, "locales", language, "nlu"), ".txt"),
		readFiles(join(root, "locales", language, "nlu"), ".json"),
		readFiles(join(root, "locales", language, "faq"), ".md"),
	]);
	const files = await Promise.all([...perLanguage, readFiles(join(root, "dialogs/understanding"), ".ts")]);
	return hashOf(files.flat().filter(({ path }) => !path.startsWith("holdout/")));
};

export const train = async (folder: string): Promise<void> => {
	const inputs = await hashInputs();
	const locales = await readLocales(join(root, "locales"));
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, "faqs.json"), JSON.stringify(locales.faqs));
	await writeFile(join(folder, "faq-indexes.json"), JSON.stringify(indexAnswers(locales.faqs)));
	await writeFile(join(folder, "ears.json"), JSON.stringify(earsOf(locales)));
	const file = join(folder, "nlu.bin");
	const existing = await readFile(file).then(decodeModel, () => null);
	if (existing?.inputs === inputs) return;
	const model = trainModel(locales.examples, { outOfScope });
	await writeFile(file, encodeModel({ inputs, words: wordsOf(locales), model }));
};

const earsOf = ({ heard }: Locales): Ears =>
	compileEars(
		languages.map((language) => heard[language]),
		createStem(),
	);

/** Every Latin word that was taught, commonest first. */
const wordsOf = ({ examples, heard, faqs }: Locales): string[] => {
	const counts = new Map<string, number>();
	const answers = languages.flatMap((language) => faqs[language].map(({ body }) => body));
	for (const text of [...examples.map((example: Example) => example.text), ...Object.values(heard).flatMap(phrasesOf), ...answers]) {
		for (const word of text.toLowerCase().match(/[a-z]+(?:'[a-z]+)*/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1)).map(([word]) => word);
};

const phrasesOf = ({ synonyms, evidence, choices, guards }: Heard): string[] => [
	...Object.values(synonyms).flat(),
	...Object.values(choices).flat(),
	...Object.values(guards).flat(),
	...Object.values(evidence).flatMap((answers) => Object.values(answers).flatMap(({ says = [], replies = [] }) => [...says, ...replies])),
];

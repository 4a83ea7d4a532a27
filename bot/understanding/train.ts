// Trains understanding from locales/ into dist/: nlu.bin, facts.bin, ears.json, faqs.json and faq-indexes.json. Skips the training when nothing changed.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { redact } from "../../dialogs/privacy/redact.ts";
import { compileEars, type Ears } from "../../dialogs/understanding/ears.ts";
import { codeLabel } from "../../dialogs/understanding/evidence.ts";
import { createWithConcepts } from "../../dialogs/understanding/fact-features.ts";
import { featuresOf } from "../../dialogs/understanding/features.ts";
import type { Heard } from "../../dialogs/understanding/heard.ts";
import { findIdentifiers } from "../../dialogs/understanding/identifiers.ts";
import { outOfScope } from "../../dialogs/understanding/judge.ts";
import { plantTree } from "../../dialogs/understanding/lexicon.ts";
import { normalise } from "../../dialogs/understanding/normalise.ts";
import { createSpell } from "../../dialogs/understanding/spelling.ts";
import { createStem } from "../../dialogs/understanding/stem.ts";
import { train as trainModel } from "../../dialogs/understanding/train.ts";
import { type FactsSeen, trainFacts } from "../../dialogs/understanding/train-facts.ts";
import { sentencesOf } from "../../dialogs/understanding/words.ts";
import { languages } from "../../locales/languages.ts";
import { decodeModel, encodeModel, type FactsHeader, type IntentsHeader } from "./model-file.ts";
import { indexAnswers } from "./read-answers.ts";
import type { FactLine } from "./read-facts.ts";
import { hashOf, readFiles } from "./read-files.ts";
import { type Locales, readLocales } from "./read-locales.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What training depends on: every word of locales/, and the code that learns. */
export const hashInputs = async (): Promise<string> => {
	const perLanguage = languages.flatMap((language) => [
		readFiles(join(root, "locales", language, "nlu"), ".txt"),
		readFiles(join(root, "locales", language, "nlu"), ".json"),
		readFiles(join(root, "locales", language, "nlu"), ".tsv"),
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
	const ears = earsOf(locales);
	await writeFile(join(folder, "ears.json"), JSON.stringify(ears));
	const file = join(folder, "nlu.bin");
	const existing = await readFile(file).then(decodeModel<IntentsHeader>, () => null);
	if (existing?.header.inputs === inputs) return;
	const words = wordsOf(locales);
	const { curve, ...facts } = trainFacts(locales.factLines.map(seeFacts(ears, words)));
	await writeFile(join(folder, "facts.bin"), encodeModel<FactsHeader>({ header: { curve }, machines: facts }));
	const { calibration, threshold, ...machines } = trainModel(locales.examples, { outOfScope });
	// Last: it says that everything was learned.
	await writeFile(file, encodeModel<IntentsHeader>({ header: { inputs, words, model: { calibration, threshold } }, machines }));
};

/** A taught line as it is read when a merchant writes it. */
const seeFacts = (ears: Ears, words: readonly string[]): ((line: FactLine) => FactsSeen) => {
	const stem = createStem();
	const spell = createSpell(words);
	const tree = plantTree(ears.lexicon);
	const withConcepts = createWithConcepts(tree);
	return ({ facts, code, text: written }) => {
		const text = spell.mend(normalise(redact(written).text).text);
		const sentences = sentencesOf(text, stem);
		return {
			facts: new Set([...facts, ...(code === null ? [] : [codeLabel])]),
			features: withConcepts(featuresOf(findIdentifiers(text).rest, stem), sentences),
		};
	};
};

const earsOf = ({ heard }: Locales): Ears =>
	compileEars(
		languages.map((language) => heard[language]),
		createStem(),
	);

/** Lines with facts are written as merchants write, slips and all: a word of theirs is one when it comes back. */
const minTimes = 3;

/** Every Latin word that was taught, commonest first. */
const wordsOf = ({ examples, factLines, heard, faqs }: Locales): string[] => {
	const answers = languages.flatMap((language) => faqs[language].map(({ body }) => body));
	const counts = countWords([...examples.map(({ text }) => text), ...Object.values(heard).flatMap(phrasesOf), ...answers]);
	for (const [word, times] of countWords(factLines.map(({ text }) => text)))
		if (times >= minTimes || counts.has(word)) counts.set(word, (counts.get(word) ?? 0) + times);
	return [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1)).map(([word]) => word);
};

const countWords = (texts: readonly string[]): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const text of texts) {
		for (const word of text.toLowerCase().match(/[a-z]+(?:'[a-z]+)*/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return counts;
};

const phrasesOf = ({ synonyms, replies, choices, guards }: Heard): string[] => [
	...Object.values(synonyms).flat(),
	...Object.values(choices).flat(),
	...Object.values(guards).flat(),
	...Object.values(replies).flatMap((answers) => Object.values(answers).flat()),
];

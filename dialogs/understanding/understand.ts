// Understands one message. Pure and bounded: the same words in the same step always mean the same.

import type { Language } from "../../locales/languages.ts";
import { languages } from "../../locales/languages.ts";
import type { Faq } from "../faq/faq.ts";
import { createRankFaqs } from "../faq/ranking.ts";
import type { SafeText } from "../privacy/safe-text.ts";
import { createPickChoice } from "./choices.ts";
import { createClassify } from "./classify.ts";
import { createFindEvidence } from "./evidence.ts";
import { featuresOf } from "./features.ts";
import { createFindGuards, isShouting } from "./guards.ts";
import type { Heard } from "./heard.ts";
import { findIdentifiers } from "./identifiers.ts";
import { judge } from "./judge.ts";
import { writtenLanguage } from "./language.ts";
import type { Model } from "./model.ts";
import { createNameLanguage } from "./named-language.ts";
import { normalise } from "./normalise.ts";
import { findCode } from "./response-code.ts";
import { createSpell } from "./spelling.ts";
import { createStem } from "./stem.ts";
import type { Listening, Understanding } from "./understanding.ts";
import { sentencesOf } from "./words.ts";

/** What `npm run build` learned from locales/. */
export type UnderstandingAssets = {
	readonly model: Model;
	/** Words of the domain, commonest first, that misspelt ones are mended to. */
	readonly words: readonly string[];
	readonly heard: Readonly<Record<Language, Heard>>;
	readonly faqs: Readonly<Record<Language, readonly Faq[]>>;
};

export type Understand = (text: SafeText, listening: Listening) => Understanding;

export const createUnderstand = (assets: UnderstandingAssets): Understand => {
	const stem = createStem();
	const heard = languages.map((language) => assets.heard[language]);
	const spell = createSpell(assets.words);
	const classify = createClassify(assets.model);
	const findEvidence = createFindEvidence(heard, stem);
	const findGuards = createFindGuards(heard, stem);
	const nameLanguage = createNameLanguage(heard, stem);
	const pickChoice = createPickChoice(heard, stem);
	const rankFaqs = Object.fromEntries(languages.map((language) => [language, createRankFaqs(assets.faqs[language], stem)]));

	return (written, listening) => {
		const normalised = normalise(written);
		const text = spell.mend(normalised.text);
		const language = writtenLanguage(normalised, spell.knows);
		const sentences = sentencesOf(text, stem);
		// A button's own words tell nothing beyond the choice: "A code, such as 96" is no 96.
		const isLabel = listening.choices.some((choice) => choice.text === written.trim());
		const evidence = isLabel ? [] : findEvidence(sentences);
		const guards = findGuards(sentences);
		const code = isLabel ? null : findCode(text, listening.question === "message");
		const spoken = language.kind === "known" ? language.language : listening.language;
		const found = rankFaqs[spoken]?.(text) ?? [];
		const opinion = classify(featuresOf(text, stem));
		const facts = evidence.length + (code === null ? 0 : 1);
		const verdict = judge({ opinion, found, guards, facts, threshold: assets.model.threshold });
		return {
			language,
			...verdict,
			evidence: isAboutTerminals(verdict.intent) || code !== null ? evidence : evidence.filter(isPlain),
			code,
			// A question that mentions a fact is answered, not taken for the fact.
			choice: pickChoice({ text, evidence: asksAnFaq(verdict.intent) ? [] : evidence }, listening),
			identifiers: findIdentifiers(text),
			angry: guards.has("angry") || isShouting(written),
			namedLanguage: nameLanguage(sentences),
		};
	};
};

const asksAnFaq = ({ id, verdict }: Understanding["intent"]): boolean => verdict === "sure" && id.startsWith("faq.");

const otherMatters: readonly Understanding["intent"]["id"][] = [
	"none",
	"offTopic",
	"injection",
	"licenceOrFee",
	"greet",
	"thanks",
	"goodbye",
];

/** In a text about something else, a word that sounds like a fact is none; a whole phrase is. */
const isPlain = ({ score }: Understanding["evidence"][number]): boolean => score >= 0.9;

const isAboutTerminals = ({ id, verdict }: Understanding["intent"]): boolean => verdict === "unsure" || !otherMatters.includes(id);

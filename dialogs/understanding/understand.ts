// Understands one message. Pure and bounded: the same words in the same step always mean the same.

import type { Language } from "../../locales/languages.ts";
import { languages } from "../../locales/languages.ts";
import type { Faq } from "../faq/faq.ts";
import { createRankFaqs, type FaqIndex, type RankFaqs } from "../faq/ranking.ts";
import type { SafeText } from "../privacy/safe-text.ts";
import { createPickChoice } from "./choices.ts";
import { createClassify } from "./classify.ts";
import { clausesOf } from "./clauses.ts";
import type { Ears } from "./ears.ts";
import { createFindEvidence, type FactsModel, plain } from "./evidence.ts";
import { createWithConcepts } from "./fact-features.ts";
import { indexFeatures } from "./feature-index.ts";
import { type Features, featuresOf } from "./features.ts";
import { createAsks, createFindGuards, isShouting } from "./guards.ts";
import { findIdentifiers } from "./identifiers.ts";
import { dangerEntry, judge, outOfScope } from "./judge.ts";
import { writtenLanguage } from "./language.ts";
import { plantTree } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { createNameLanguage } from "./named-language.ts";
import { normalise } from "./normalise.ts";
import { findCode, isBareCode as isOnlyCode } from "./response-code.ts";
import { createSpell } from "./spelling.ts";
import { createStem } from "./stem.ts";
import type { Listening, Understanding } from "./understanding.ts";
import { type Sentence, sentencesOf } from "./words.ts";

/** What `npm run build` learned from locales/. */
export type UnderstandingAssets = {
	readonly model: Model;
	/** Words of the domain, commonest first, that misspelt ones are mended to. */
	readonly words: readonly string[];
	readonly ears: Ears;
	readonly facts: FactsModel;
	readonly faqs: Readonly<Record<Language, readonly Faq[]>>;
	readonly faqIndexes: Readonly<Record<Language, FaqIndex>>;
};

export type Understand = (text: SafeText, listening: Listening) => Understanding;

export const createUnderstand = (assets: UnderstandingAssets): Understand => {
	const ears = openEars(assets);
	return (written, listening) => {
		const normalised = normalise(written);
		// What a number is called and made of tells nothing else: "S/N NAB3001" is about no bank.
		const { identifiers, rest: text } = findIdentifiers(ears.spell.mend(normalised.text));
		const language = writtenLanguage(normalised, ears.spell.knows);
		const sentences = sentencesOf(text, ears.stem);
		const guards = ears.findGuards(sentences);
		const features = featuresOf(text, ears.stem);
		const { evidence, code } = isLabel(written, listening) ? nothing : factsIn(ears, { text, sentences, features, listening });
		const found = ears.rankFaqs[language.kind === "known" ? language.language : listening.language](text);
		const opinion = ears.classify(features);
		const { unlearned } = ears;
		const { facts, plainFacts, isBareCode } = weigh({ evidence, code }, text);
		const { threshold } = assets.model;
		const { intent, faq } = judge({ opinion, found, unlearned, guards, facts, plainFacts, isBareCode, threshold });
		const asks = ears.asks(text, sentences);
		const quotesScreen = evidence.some(({ question }) => question === "message");
		return {
			language,
			intent,
			faq,
			evidence: evidence.filter((fact) => isMeant(fact, intent, { code, outside: opinion.ranked[0]?.label === outOfScope })),
			code,
			related: ears.related.get(isFaq(intent) ? intent.id.slice("faq.".length) : (faq[0]?.id ?? "")) ?? [],
			// A question that mentions a fact is answered, not taken for the fact.
			choice: ears.pickChoice({ text, sentences, evidence: asks && isFaq(intent) ? [] : evidence, asks }, listening),
			identifiers,
			angry: guards.has("angry") || isShouting(written, { quotesScreen, isGlad: glad.includes(intent.id) }),
			asks,
			namedLanguage: ears.nameLanguage(sentences),
		};
	};
};

const openEars = ({ model, words, ears, facts, faqs, faqIndexes }: UnderstandingAssets) => {
	const stem = createStem();
	const tree = plantTree(ears.lexicon);
	const [ofIntents, ofFacts] = indexFeatures(model, facts);
	return {
		stem,
		spell: createSpell(words),
		classify: createClassify(model, ofIntents),
		findEvidence: createFindEvidence(facts, { index: ofFacts, withConcepts: createWithConcepts(tree) }),
		findGuards: createFindGuards(ears, tree),
		asks: createAsks(tree),
		nameLanguage: createNameLanguage(tree),
		pickChoice: createPickChoice(tree, stem),
		rankFaqs: {
			"zh-CN": createRankFaqs(faqIndexes["zh-CN"], stem),
			en: createRankFaqs(faqIndexes.en, stem),
		} satisfies Record<Language, RankFaqs>,
		unlearned: new Set(languages.flatMap((language) => faqIndexes[language].ids).filter((id) => !model.labels.includes(`faq.${id}`))),
		// Entries have the same ids and relations in every language.
		related: new Map(languages.flatMap((language) => faqs[language]).map(({ id, related }) => [id, related])),
	};
};

type Facts = Pick<Understanding, "evidence" | "code">;

const nothing: Facts = { evidence: [], code: null };

type Read = {
	readonly text: string;
	readonly sentences: readonly Sentence[];
	readonly features: Features;
	readonly listening: Listening;
};

const factsIn = (ears: ReturnType<typeof openEars>, { text, sentences, features, listening }: Read): Facts => {
	const whole = ears.findEvidence(features, sentences);
	const inClauses = clausesOf(text).flatMap(
		(clause) => ears.findEvidence(featuresOf(clause, ears.stem), sentencesOf(clause, ears.stem)).evidence,
	);
	const code = findCode(text, { asked: listening.question === "message", named: whole.namesCode });
	return { evidence: unite(whole.evidence, inClauses), code };
};

/** One answer a question, the likeliest. */
const unite = (whole: Understanding["evidence"], clauses: Understanding["evidence"]): Understanding["evidence"] => {
	const likeliest = new Map(whole.map((fact) => [fact.question, fact]));
	for (const fact of clauses) {
		if (fact.score >= clear && fact.score > (likeliest.get(fact.question)?.score ?? 0)) likeliest.set(fact.question, fact);
	}
	return [...likeliest.values()];
};

/** A clause lacks what stood around it: from this chance on it is believed. */
const clear = 0.7;

/** A button's own words tell nothing beyond the choice: "A code, such as 96" is no 96. */
const isLabel = (written: string, { choices }: Listening): boolean => choices.some(({ text }) => text === written.trim());

/** A code alone can only be a report and counts as two facts; a code in a sentence may be asked about. */
const weigh = ({ evidence, code }: Facts, text: string): { facts: number; plainFacts: number; isBareCode: boolean } => {
	const isBare = code !== null && isOnlyCode(text);
	const codes = code === null ? 0 : Number(isBare) + 1;
	const plainFacts = evidence.filter(({ score }) => score >= plain).length + codes;
	return { facts: evidence.length + codes, plainFacts, isBareCode: isBare };
};

const isFaq = ({ id, verdict }: Understanding["intent"]): boolean => verdict === "sure" && id.startsWith("faq.");

const otherMatters: readonly Understanding["intent"]["id"][] = [
	"none",
	"offTopic",
	"injection",
	"licenceOrFee",
	"greet",
	"thanks",
	"goodbye",
];

/** What may be exclaimed without anger: "yes!!!" */
const glad: readonly Understanding["intent"]["id"][] = ["works", "yes", "thanks", "greet"];

/** In a text about something else, what merely sounds like a fact is none. An unsafe wish tells nothing, and danger comes before any fact. */
const isMeant = ({ score }: Fact, { id, verdict }: Understanding["intent"], { code, outside }: Signs): boolean => {
	if (verdict === "sure" && (id === "unsafe" || id === `faq.${dangerEntry}`)) return false;
	if (code !== null || verdict === "unsure" || !otherMatters.includes(id)) return true;
	return score >= (id === "none" && !outside ? plain : certain);
};

type Fact = Understanding["evidence"][number];

/** `outside`: what was said is most likely none of our business, rather than merely not understood. */
type Signs = { readonly code: string | null; readonly outside: boolean };

/** From this chance on, a fact is stated whatever else the text is about. */
const certain = 0.9;

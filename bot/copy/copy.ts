// Turns replies, which are keys and values, into sentences. Nothing else in bot/ writes words to a merchant.

import i18next, { type i18n } from "i18next";
import type { Choice, Live, Params, Reply, Sentence } from "../../dialogs/conversation.ts";
import type { Faq } from "../../dialogs/faq/faq.ts";
import type { Overrides } from "../../dialogs/knowledge/overrides.ts";
import type { Language } from "../../locales/languages.ts";
import type { RelinkMetadata } from "../store/store.ts";
import { createFormats } from "./formats.ts";
import { resourcesOf } from "./resources.ts";

export type SpokenReply = { readonly text: string; readonly relink: RelinkMetadata };

export type Copy = {
	sentence(sentence: Sentence, language: Language): string;
	/** The whole message: acknowledgements above the main sentence, and what machines read beside it. */
	reply(reply: Reply, language: Language, ids: { readonly caseId: string; readonly turn: number }): SpokenReply;
	/** The live step's choices as the merchant reads them. */
	choices(live: Live | null, language: Language): ChoiceTexts;
};

type ChoiceTexts = readonly { readonly id: string; readonly text: string }[];

const noChoices: readonly Choice[] = [];

type Options = {
	readonly faqs: Readonly<Record<Language, readonly Faq[]>>;
	readonly timeZone: string;
	/** An acquirer's own sentences, laid over ours. */
	readonly own?: NonNullable<Overrides["copy"]>;
};

const startI18next = ({ faqs, timeZone, own = {} }: Options): i18n => {
	const instance = i18next.createInstance();
	void instance.init({
		initAsync: false,
		resources: resourcesOf(faqs),
		supportedLngs: ["zh-CN", "en"],
		load: "currentOnly",
		fallbackLng: {
			zh: ["zh-CN"],
			"zh-Hans": ["zh-CN"],
			"zh-SG": ["zh-CN"],
			"zh-Hant": ["zh-CN", "en"],
			"zh-TW": ["zh-CN", "en"],
			"zh-HK": ["zh-CN", "en"],
			default: ["en"],
		},
		// Each channel escapes for its own sink.
		interpolation: { escapeValue: false },
		returnNull: false,
	});
	for (const [language, sentences] of Object.entries(own)) instance.addResourceBundle(language, "translation", sentences, true, true);
	for (const [name, format] of Object.entries(createFormats(timeZone))) {
		// i18next types the language as an optional string; ours always passes one of the two.
		instance.services.formatter?.add(name, (value, language) => format(value, (language ?? "en") as Language));
	}
	return instance;
};

/** Sentences in memory, a language: a few times as many as there are keys. */
const maxKept = 5_000;

/** What makes a sentence the same again: most have no values, or only numbers that stay for a while. Others are not remembered, with what people said in them. */
const nameOf = ({ key, params }: Sentence): string | null => {
	if (params === undefined) return key;
	return Object.values(params).every((value) => typeof value === "number") ? `${key} ${JSON.stringify(params)}` : null;
};

const isSentence = (value: Params[string]): value is Sentence => typeof value === "object" && !Array.isArray(value);

/** The copy of one house: its FAQs, its merchants' time zone, its acquirer's own sentences. */
export const createCopy = (options: Options): Copy => {
	const instance = startI18next(options);
	const spoken = (value: Params[string], language: Language): unknown => {
		if (Array.isArray(value)) return value.map((item: string | Sentence) => (typeof item === "string" ? item : sentence(item, language)));
		return isSentence(value) ? sentence(value, language) : value;
	};
	const put = ({ key, params = {} }: Sentence, language: Language): string => {
		const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, spoken(value, language)]));
		return instance.t(key, { ...values, lng: language });
	};
	const kept: Readonly<Record<Language, Map<string, string>>> = { "zh-CN": new Map(), en: new Map() };
	const sentence = (said: Sentence, language: Language): string => {
		const name = nameOf(said);
		if (name === null) return put(said, language);
		const known = kept[language].get(name);
		if (known !== undefined) return known;
		const text = put(said, language);
		if (kept[language].size >= maxKept) kept[language].clear();
		kept[language].set(name, text);
		return text;
	};
	// The same lists are shown and listened for all day.
	const listed: Readonly<Record<Language, WeakMap<readonly Choice[], ChoiceTexts>>> = { "zh-CN": new WeakMap(), en: new WeakMap() };
	const choicesOf = (choices: readonly Choice[], language: Language): ChoiceTexts => {
		const known = listed[language].get(choices);
		if (known !== undefined) return known;
		const texts = choices.map((choice) => ({ id: choice.id, text: sentence(choice, language) }));
		listed[language].set(choices, texts);
		return texts;
	};
	return {
		sentence,
		reply: (reply, language, { caseId, turn }) => ({
			text: [...(reply.before ?? []), reply].map((said) => sentence(said, language)).join("\n\n"),
			relink: {
				case: caseId,
				turn,
				kind: reply.kind,
				language,
				id: reply.id,
				step: reply.step,
				choices: reply.choices === undefined ? undefined : choicesOf(reply.choices, language),
			},
		}),
		choices: (live, language) => choicesOf(live?.reply.choices ?? noChoices, language),
	};
};

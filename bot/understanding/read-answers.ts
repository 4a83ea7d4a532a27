// The answers of every language as support staff left them, and their words counted for ranking.

import { join } from "node:path";
import { indexFaqs } from "../../dialogs/faq/ranking.ts";
import { createStem } from "../../dialogs/understanding/stem.ts";
import type { UnderstandingAssets } from "../../dialogs/understanding/understand.ts";
import { readFaqs } from "./read-locales.ts";

export type Faqs = UnderstandingAssets["faqs"];

/** Throws a FaqMistake that names the file and the line. */
export const readAnswers = async (locales: string): Promise<Faqs> => {
	const [chinese, english] = await Promise.all([readFaqs(join(locales, "zh-CN", "faq")), readFaqs(join(locales, "en", "faq"))]);
	return { "zh-CN": chinese, en: english };
};

/** What ranking needs to know about the answers. */
export const indexAnswers = (faqs: Faqs): UnderstandingAssets["faqIndexes"] => {
	const stem = createStem();
	return { "zh-CN": indexFaqs(faqs["zh-CN"], stem), en: indexFaqs(faqs.en, stem) };
};

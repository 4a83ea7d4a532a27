// What the house understands and how it speaks. In development its answers may be edited while it runs.

import { createUnderstand, type Understand, type UnderstandingAssets } from "../dialogs/understanding/understand.ts";
import type { Language } from "../locales/languages.ts";
import { type Copy, createCopy } from "./copy/copy.ts";
import type { Logger } from "./logger.ts";
import type { Faqs } from "./understanding/read-answers.ts";

export type Voice = { readonly understand: Understand; readonly copy: Copy; close(): void };

type Options = {
	readonly assets: UnderstandingAssets;
	readonly copy: Omit<Parameters<typeof createCopy>[0], "faqs">;
};

/** As the build left it: nothing changes until the next start. */
export const createVoice = ({ assets, copy }: Options): Voice => ({
	understand: createUnderstand(assets),
	copy: createCopy({ ...copy, faqs: assets.faqs }),
	close: () => undefined,
});

type Edited = Options & { readonly locales: string; readonly logger: Pick<Logger, "info" | "error"> };

/** Follows the answers below `locales` as they are saved. What the classifier learned stays as it was until the next build. */
export const createEditedVoice = async ({ assets, copy, locales, logger }: Edited): Promise<Voice> => {
	// Only here: a house in production has no use for the code that reads what staff edit.
	const { followAnswers } = await import("./understanding/follow-answers.ts");
	const { indexAnswers } = await import("./understanding/read-answers.ts");
	let voice = createVoice({ assets, copy });
	const follower = followAnswers({
		folder: locales,
		logger,
		onRead: (read) => {
			const faqs = withRemoved(read, assets.faqs);
			voice = createVoice({ assets: { ...assets, faqs, faqIndexes: indexAnswers(faqs) }, copy });
		},
	});
	return {
		understand: (text, listening) => voice.understand(text, listening),
		copy: {
			sentence: (...said) => voice.copy.sentence(...said),
			reply: (...said) => voice.copy.reply(...said),
			choices: (...said) => voice.copy.choices(...said),
		},
		close: follower.close,
	};
};

/** An answer whose file is gone is spoken until the next build: the classifier still names it. */
const withRemoved = (read: Faqs, built: Faqs): Faqs => {
	const kept = (language: Language) => built[language].filter(({ id }) => !read[language].some((faq) => faq.id === id));
	return { "zh-CN": [...read["zh-CN"], ...kept("zh-CN")], en: [...read.en, ...kept("en")] };
};

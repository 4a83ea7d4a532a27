// The product's own understanding, as the build left it.

import { loadUnderstanding } from "../../bot/understanding/assets.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import { createUnderstand } from "../../dialogs/understanding/understand.ts";
import type { Listening, Understanding } from "../../dialogs/understanding/understanding.ts";

export const assets = loadUnderstanding(new URL("../../dist/", import.meta.url).pathname);

const understandSafe = createUnderstand(assets);

const nothingLive: Listening = { language: "en", choices: [], question: null };

export const understand = (text: string, listening: Partial<Listening> = {}): Understanding =>
	understandSafe(redact(text).text, { ...nothingLive, ...listening });

/** "scope=one recentChange=sim", in the order of the alphabet. */
export const factsIn = (text: string, listening: Partial<Listening> = {}): string =>
	understand(text, listening)
		.evidence.map(({ question, answer }) => `${question}=${answer}`)
		.sort()
		.join(" ");

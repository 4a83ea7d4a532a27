// Conversations that go on side by side, each saying the next thing as soon as the last was answered.

import type { Talker } from "./talkers.ts";

export type Figures = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

/** What merchants write: symptoms, facts, a question and small talk, so that every turn understands and diagnoses. */
const script = [
	"hello",
	"my terminal can't connect",
	"only this one",
	"it is on wifi",
	"the signal is full",
	"since this morning, suddenly",
	"how do I print a receipt again?",
	"start over",
] as const;

/** Below the server's limit of calls in one conversation. */
const messagesPerConversation = 200;
const warmUpMs = 1_000;

type Load = { readonly open: () => Promise<Talker>; readonly conversations: number; readonly seconds: number };

/** Talks for a while and says how it went, without the warm-up. */
export const measure = async ({ open, conversations, seconds }: Load): Promise<Figures> => {
	const began = performance.now();
	const measuredFrom = began + warmUpMs;
	const until = measuredFrom + seconds * 1_000;
	const times: number[] = [];
	const converse = async (): Promise<void> => {
		while (performance.now() < until) {
			const talker = await open();
			for (let said = 0; said < messagesPerConversation && performance.now() < until; said++) {
				const from = performance.now();
				await talker.say(script[said % script.length] ?? "");
				if (from >= measuredFrom) times.push(performance.now() - from);
			}
			talker.close();
		}
	};
	await Promise.all(Array.from({ length: conversations }, converse));
	return summary(times, seconds);
};

const summary = (times: readonly number[], seconds: number): Figures => {
	const sorted = times.toSorted((one, other) => one - other);
	const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
	return { perSecond: Math.round(times.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

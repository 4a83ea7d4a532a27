// Conversations that go on side by side, each saying the next thing as soon as the last was answered.

import type { Server } from "./servers.ts";
import type { Talker } from "./talkers.ts";

export type Figures = {
	readonly perSecond: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** The server's own processor time: unlike the others it does not depend on what else the machine does. */
	readonly cpuMsPerTurn: number | null;
};

/** What merchants write: symptoms, facts, a question and small talk, so that every turn understands and diagnoses. */
export const script = [
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

/** Enough for the engine to have compiled what is used often: after a third of it Relink still gains an eighth of its speed. */
const warmUpMessages = 12_000;
const warmUpConversations = 20;

type Load = {
	readonly server: Pick<Server, "cpuMs">;
	readonly open: () => Promise<Talker>;
	readonly conversations: number;
	readonly seconds: number;
};

/** What was seen in one stretch of talking. */
export type Stretch = { readonly times: readonly number[]; readonly tookMs: number; readonly cpuMs: number | null };

/** Talks until everything runs at the speed it keeps. */
export const warmUp = async (open: Load["open"]): Promise<void> => {
	let left = warmUpMessages;
	const converse = async (): Promise<void> => {
		while (left > 0) {
			const talker = await open();
			for (let said = 0; said < messagesPerConversation && left-- > 0; said++) await talker.say(script[said % script.length] ?? "");
			talker.close();
		}
	};
	await Promise.all(Array.from({ length: warmUpConversations }, converse));
};

/** Talks for a while. */
export const measure = async ({ server, open, conversations, seconds }: Load): Promise<Stretch> => {
	// Opening is no turn, and costs more in one protocol than in the other.
	const ready = await Promise.all(Array.from({ length: conversations }, open));
	const cpuBefore = await server.cpuMs();
	const began = performance.now();
	const until = began + seconds * 1_000;
	const times: number[] = [];
	const converse = async (first: Talker): Promise<void> => {
		for (let talker = first; ; talker = await open()) {
			for (let said = 0; said < messagesPerConversation && performance.now() < until; said++) {
				const from = performance.now();
				await talker.say(script[said % script.length] ?? "");
				times.push(performance.now() - from);
			}
			talker.close();
			if (performance.now() >= until) return;
		}
	};
	await Promise.all(ready.map(converse));
	const cpuMs = cpuBefore === null ? null : ((await server.cpuMs()) ?? 0) - cpuBefore;
	return { times, tookMs: performance.now() - began, cpuMs };
};

/** All stretches of one server and width, taken together. */
export const summary = (stretches: readonly Stretch[]): Figures => {
	const sorted = stretches.flatMap(({ times }) => times).toSorted((one, other) => one - other);
	const total = (of: (stretch: Stretch) => number): number => stretches.reduce((sum, stretch) => sum + of(stretch), 0);
	const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
	return {
		perSecond: Math.round((sorted.length * 1_000) / total(({ tookMs }) => tookMs)),
		p50Ms: at(0.5),
		p99Ms: at(0.99),
		cpuMsPerTurn: stretches.some(({ cpuMs }) => cpuMs === null) ? null : rounded(total(({ cpuMs }) => cpuMs ?? 0) / sorted.length),
	};
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

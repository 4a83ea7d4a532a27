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

/** Enough for the engine to have compiled what is used often. */
const warmUpMessages = 4_000;
const warmUpConversations = 20;

type Load = {
	readonly server: Pick<Server, "cpuMs">;
	readonly open: () => Promise<Talker>;
	readonly conversations: number;
	readonly seconds: number;
};

/** Talks until everything runs at the speed it keeps. */
export const warmUp = async (open: Load["open"]): Promise<void> => {
	const converse = async (): Promise<void> => {
		const talker = await open();
		for (let said = 0; said < warmUpMessages / warmUpConversations; said++) await talker.say(script[said % script.length] ?? "");
		talker.close();
	};
	await Promise.all(Array.from({ length: warmUpConversations }, converse));
};

/** Talks for a while and says how it went. */
export const measure = async ({ server, open, conversations, seconds }: Load): Promise<Figures> => {
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
	return summary(times, { cpuMs, tookMs: performance.now() - began });
};

const summary = (times: readonly number[], { cpuMs, tookMs }: { cpuMs: number | null; tookMs: number }): Figures => {
	const sorted = times.toSorted((one, other) => one - other);
	const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
	return {
		perSecond: Math.round((times.length * 1_000) / tookMs),
		p50Ms: at(0.5),
		p99Ms: at(0.99),
		cpuMsPerTurn: cpuMs === null ? null : rounded(cpuMs / times.length),
	};
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

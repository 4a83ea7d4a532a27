// What merchants write, and how fast many of them write together.

import { script } from "../../../bench/turn/measure.ts";

/** The n-th thing a merchant says. */
export const lineOf = (n: number): string => script[n % script.length] ?? "";

export type Talk = {
	/** Messages acknowledged so far. */
	acknowledged(): number;
	/** Lets nobody begin another message, and waits for those under way. */
	stop(): Promise<void>;
};

type Talker = { say(text: string): Promise<void> };

const tickMs = 10;

/** The merchants in turn, so many messages a second between them; who still waits for an acknowledgement is passed over. */
export const talk = (merchants: readonly Talker[], perSecond: number, line: (text: string) => string = (text) => text): Talk => {
	const spoken = merchants.map(() => 0);
	const busy = new Map<number, Promise<void>>();
	const from = performance.now();
	let begun = 0;
	let acknowledged = 0;
	let next = 0;
	const begin = () => {
		for (let passed = 0; passed < merchants.length && busy.has(next); passed++) next = (next + 1) % merchants.length;
		const who = next;
		const merchant = merchants[who];
		if (merchant === undefined || busy.has(who)) return;
		begun += 1;
		next = (next + 1) % merchants.length;
		const saying = merchant.say(line(lineOf(spoken[who] ?? 0))).then(() => {
			spoken[who] = (spoken[who] ?? 0) + 1;
			acknowledged += 1;
			busy.delete(who);
		});
		busy.set(who, saying);
	};
	const ticking = setInterval(() => {
		const due = Math.min(((performance.now() - from) / 1_000) * perSecond - begun, merchants.length);
		for (let n = 1; n <= due; n++) begin();
	}, tickMs);
	return {
		acknowledged: () => acknowledged,
		stop: async () => {
			clearInterval(ticking);
			await Promise.all(busy.values());
		},
	};
};

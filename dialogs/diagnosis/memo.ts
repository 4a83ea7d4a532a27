// Remembers decisions: the same openings recur all day, and the same log always gets the same step.

import type { Evidence } from "./model.ts";

/** Some megabytes at the most; the oldest go first. */
const most = 2_000;

/** The same function, computed once for logs that differ only in when things were said. */
export function remembered<C, T>(decide: (log: readonly Evidence[], context: C) => T): (log: readonly Evidence[], context: C) => T {
	const known = new Map<string, T>();
	return (log, context) => {
		const key = JSON.stringify([context, log.map((said) => ({ ...said, turn: 0 }))]);
		const before = known.get(key);
		if (before !== undefined) return before;
		const decided = decide(log, context);
		const [oldest] = known.keys();
		if (known.size >= most && oldest !== undefined) known.delete(oldest);
		known.set(key, decided);
		return decided;
	};
}

// By when deliveries must have ended. Those that begin within a moment share a signal: one each would cost more than noting what became of them.

import { setMaxListeners } from "node:events";

export type Deadlines = {
	/** Aborts when the time of what begins now is over, or all of them are cut off. */
	signal(): AbortSignal;
	/** Aborts all of them, those to come too. */
	cut(): void;
};

const momentMs = 250;

/** `afterMs`: at least so long after it was asked for, and at most a moment longer, a signal aborts. */
export const createDeadlines = (afterMs: number): Deadlines => {
	const open = new Set<AbortController>();
	let newest = { controller: new AbortController(), startedAt: Number.NEGATIVE_INFINITY };
	let isCut = false;
	const start = (): AbortController => {
		const controller = new AbortController();
		// One or two a delivery.
		setMaxListeners(0, controller.signal);
		open.add(controller);
		const end = () => {
			open.delete(controller);
			controller.abort();
		};
		setTimeout(end, afterMs + momentMs).unref();
		return controller;
	};
	return {
		signal: () => {
			const now = performance.now();
			if (now - newest.startedAt > momentMs) newest = { controller: start(), startedAt: now };
			if (isCut) newest.controller.abort();
			return newest.controller.signal;
		},
		cut: () => {
			isCut = true;
			for (const controller of open) controller.abort();
		},
	};
};

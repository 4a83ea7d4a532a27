// Who listens to what, in this process. One listener that throws does not silence the others.

import type { Logger } from "../logger.ts";
import type { Heard } from "./database.ts";

type Listener = { readonly heard: Heard; readonly missed: () => void };

export type Topics = {
	listen(topic: string, heard: Heard, missed?: () => void): () => void;
	tell(topic: string, payload: string, along?: unknown): void;
	/** Tells everybody that something may have gone unheard. */
	missed(): void;
};

/** An empty set of listeners. */
export const createTopics = (logger: Logger): Topics => {
	const listeners = new Map<string, Set<Listener>>();
	const guarded = (call: () => void) => {
		try {
			call();
		} catch (error) {
			logger.error({ err: error }, "a listener of the store failed");
		}
	};
	return {
		listen: (topic, heard, missed = () => undefined) => {
			const listener = { heard, missed };
			const all = listeners.get(topic) ?? new Set();
			listeners.set(topic, all.add(listener));
			return () => all.delete(listener);
		},
		tell: (topic, payload, along) => {
			for (const { heard } of listeners.get(topic) ?? []) guarded(() => heard(payload, along));
		},
		missed: () => {
			for (const all of listeners.values()) for (const { missed } of all) guarded(missed);
		},
	};
};

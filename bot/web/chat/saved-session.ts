// The conversation this browser is in, remembered so that a reload carries on in mid-step.

import type { BrowserStorage } from "./browser-storage.ts";
import type { Session } from "./direct-line.ts";

export const sessionKey = "relink.session";

/** The remembered session, or null when there is none that can be read. */
export const readSavedSession = (storage: BrowserStorage): Session | null => {
	const saved = storage.readJson(sessionKey);
	if (typeof saved !== "object" || saved === null) return null;
	const { conversationId, token, refreshAt } = saved as Partial<Session>; // Checked in the next line.
	if (typeof conversationId !== "string" || typeof token !== "string" || typeof refreshAt !== "number") return null;
	return { conversationId, token, refreshAt };
};

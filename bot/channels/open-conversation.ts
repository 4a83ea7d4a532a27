// A conversation begins: its row, and the event that makes the bot greet. Doing it twice is doing it once.

import { initialState } from "../../dialogs/initial-state.ts";
import type { Language } from "../../locales/languages.ts";
import type { Conversation, Store } from "../store/store.ts";
import type { Turns } from "../turn/turns.ts";
import { newCaseId } from "./case-id.ts";

type Deps = {
	readonly store: { readonly conversations: Pick<Store["conversations"], "create"> };
	readonly turns: Pick<Turns, "join">;
	readonly defaultLanguage: Language;
	readonly now: () => number;
};

export type OpenConversation = (
	conversation: Pick<Conversation, "id" | "channel" | "userId" | "address">,
	locale: string | null,
) => Promise<void>;

/** Resolves once the conversation and its greeting-to-be are durable. */
export const createOpenConversation =
	({ store, turns, defaultLanguage, now }: Deps): OpenConversation =>
	async (conversation, locale) => {
		await store.conversations.create({ ...conversation, state: initialState(newCaseId(), defaultLanguage) }, now());
		await turns.join(conversation.id, locale);
	};

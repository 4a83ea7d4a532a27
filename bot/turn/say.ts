// How the spine turns replies into words; bot/copy does it.

import type { Live, Reply } from "../../dialogs/conversation.ts";
import type { Language } from "../../locales/languages.ts";
import type { RelinkMetadata } from "../store/store.ts";

export interface Say {
	reply(
		reply: Reply,
		language: Language,
		ids: { readonly caseId: string; readonly turn: number },
	): {
		readonly text: string;
		readonly relink: RelinkMetadata;
	};
	/** The live step's choices as the merchant reads them. */
	choices(live: Live | null, language: Language): readonly { readonly id: string; readonly text: string }[];
}

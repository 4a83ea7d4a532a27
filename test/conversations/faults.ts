// One merchant for each cause: the first sentence in each language, the code on the screen where there is one, and the right ending.

import type { CauseId } from "../../dialogs/knowledge/causes.ts";
import type { RepairId } from "../../dialogs/knowledge/repairs.ts";
import type { Language } from "../../locales/languages.ts";

/** `person`: a hand-off that names the cause, or ranks it high. `notice`: what the provider, the shop's own people or a bank has to do. */
type RightEnding = { readonly by: "repair"; readonly repair: RepairId } | { readonly by: "person" } | { readonly by: "notice" };

export type Fault = {
	readonly cause: CauseId;
	readonly opening: { readonly [L in Language]: string };
	/** Typed when the bot asks which code it is. */
	readonly code?: string;
	/** What this merchant sees where it is not what most with this cause see. */
	readonly sees?: Readonly<Record<string, string>>;
	readonly ends: RightEnding;
};

export const person: RightEnding = { by: "person" };
export const notice: RightEnding = { by: "notice" };
export const mended = (repair: RepairId): RightEnding => ({ by: "repair", repair });

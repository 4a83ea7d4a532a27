// What locales/<language>/nlu/*.json teach: words for the same thing, how questions are replied to, how choices are spoken.

/** A concept's name and the phrases that express it; alternatives are in brackets (alternatives.ts). */
export type Synonyms = Readonly<Record<string, readonly string[]>>;

/** By question, then by answer: whole answers that count only when the question has just been asked. */
export type RepliesHeard = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** By choice id; `#1` … `#last` are places in the list. */
export type ChoicesHeard = Readonly<Record<string, readonly string[]>>;

/**
 * Rules for what must never be missed, whatever the classifier thinks: `{concept}` for a concept, `-{concept}` for one that must not
 * be there, other words as they are. The parts may come in any order but close together, in one sentence; only a denial stands
 * before what it denies.
 */
export type GuardsHeard = Readonly<Record<GuardId, readonly string[]>>;

export const guardIds = ["human", "noHuman", "danger", "unsafe", "injection", "angry"] as const;

export type GuardId = (typeof guardIds)[number];

export type Heard = {
	readonly synonyms: Synonyms;
	readonly replies: RepliesHeard;
	readonly choices: ChoicesHeard;
	readonly guards: GuardsHeard;
};

// A conversation with the pure core, exactly as the spine runs it, without a server: for transcripts.

import { createCopy, type SpokenReply } from "../../bot/copy/copy.ts";
import { loadUnderstanding } from "../../bot/understanding/assets.ts";
import type { DeskAvailability, Effect, Event, Facts } from "../../dialogs/conversation.ts";
import { createDecide, type Decide } from "../../dialogs/decide.ts";
import { createDiagnosis } from "../../dialogs/diagnosis/diagnosis.ts";
import { initialState } from "../../dialogs/initial-state.ts";
import { catalogue } from "../../dialogs/knowledge/catalogue.ts";
import { type QuestionId, questions } from "../../dialogs/knowledge/questions.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import type { StatusReport } from "../../dialogs/status/report.ts";
import { createUnderstand } from "../../dialogs/understanding/understand.ts";
import type { Language } from "../../locales/languages.ts";

const assets = loadUnderstanding(new URL("../../dist/", import.meta.url).pathname);
const understand = createUnderstand(assets);
const copy = createCopy({ faqs: assets.faqs, timeZone: "Asia/Shanghai" });
const core = createDecide({ diagnosis: createDiagnosis(catalogue) });

export type Said = SpokenReply["relink"] & { readonly text: string };

type Options = {
	readonly language: Language;
	readonly status?: StatusReport;
	readonly desk?: DeskAvailability;
	readonly caseId?: string;
	/** What several chats share, such as merchants' reports. */
	readonly decide?: Decide;
};

export const { decide } = core;
export const noon = Date.UTC(2026, 10, 23, 4, 0);
export const operational: StatusReport = { kind: "operational", asOf: noon };

/** Opens a chat whose client has the language as its locale; the greeting is the first thing said. */
export const openChat = (options: Options) => {
	const { language, status = operational, desk = { kind: "open", waiting: 0, waitMinutes: 8 } } = options;
	let state = initialState(options.caseId ?? "R-TEST22", language);
	let now = noon;
	const facts: { status: StatusReport; desk: DeskAvailability } = { status, desk };
	const lines: string[] = [];
	const effects: Effect[] = [];
	let last: readonly Said[] = [];

	const happen = (event: Event): readonly Said[] => {
		now += 20_000;
		const needs = core.needs(state, event, now);
		const known: Facts = Object.fromEntries(needs.map((need) => [need, facts[need]]));
		const turn = (options.decide ?? core.decide)(state, event, known, now);
		state = turn.state;
		effects.push(...turn.effects);
		last = turn.replies.map((reply) => {
			const { text, relink } = copy.reply(reply, state.language, { caseId: state.caseId, turn: state.turn });
			lines.push(`bot (${relink.kind}${relink.id === undefined ? "" : ` ${relink.id}`}): ${text}`);
			return { ...relink, text };
		});
		return last;
	};
	const live = () => copy.choices(state.live, state.language);
	const say = (text: string, choice: string | null = null): readonly Said[] => {
		const safe = redact(text);
		lines.push(`merchant: ${safe.text}`);
		const question: QuestionId | null = questions.find(({ id }) => id === state.live?.reply.id)?.id ?? null;
		const understood = understand(safe.text, { language: state.language, choices: live(), question });
		const understanding = choice === null ? understood : { ...understood, choice };
		return happen({ kind: "merchantSaid", messageId: "m", text: safe.text, understanding, redacted: safe.kinds, attachments: 0 });
	};
	happen({ kind: "joined", locale: language });
	return {
		say,
		/** Presses the button of a choice that is offered right now. */
		pick: (id: string): readonly Said[] => {
			const offered = live().find((choice) => choice.id === id);
			if (offered === undefined) throw new Error(`${id} is not among ${live().map((choice) => choice.id)}`);
			return say(offered.text, id);
		},
		happen,
		/** What can be picked right now. */
		choices: live,
		know: (more: Partial<typeof facts>) => Object.assign(facts, more),
		pass: (ms: number) => {
			now += ms;
		},
		/** The messages of the last turn, and the last of them. */
		last: () => last,
		lastSaid: (): Said => {
			const said = last.at(-1);
			if (said === undefined) throw new Error("the bot said nothing");
			return said;
		},
		state: () => state,
		effects,
		transcript: () => lines.join("\n"),
	};
};

export type Chat = ReturnType<typeof openChat>;

/** Opens a chat and says these lines. */
export const hearingIn =
	(language: Language) =>
	(...lines: readonly string[]): Chat => {
		const chat = openChat({ language });
		for (const line of lines) chat.say(line);
		return chat;
	};

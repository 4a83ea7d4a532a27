// Greetings, thanks, goodbyes, complaints and what the bot can do.

import type { Choice, ConversationState, Event, Flow, Reply, Turn } from "../conversation.ts";
import { pickedChoice } from "../picked-choice.ts";
import type { Instant } from "../status/report.ts";
import { ask, repeatLive, silent } from "../turn.ts";
import type { FlowDeps } from "./flow-deps.ts";
import { startAtDoor } from "./troubleshoot.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** The three ways into troubleshooting, the status question and the person. */
const doors: readonly Choice[] = [
	{ id: "network", key: "flows.doors.network" },
	{ id: "device", key: "flows.doors.device" },
	{ id: "errorCode", key: "flows.doors.errorCode" },
	{ id: "status", key: "flows.doors.status" },
	{ id: "human", key: "common.choices.human" },
];

const troubleshootingDoors = ["network", "device", "errorCode", "problem"];

const talk = ["greet", "thanks", "goodbye", "complain", "capabilities", "offTopic", "startOver", "ticketStatus", "works"] as const;
type Talk = (typeof talk)[number];

/** Says who this is; in both languages until the merchant's is known. */
export const greeting = (state: ConversationState): Reply => ({
	kind: "greeting",
	key: state.languageFrom === "default" ? "flows.greeting.bilingual" : "flows.greeting.hello",
	choices: doors,
});

const talkIn = (event: Event): Talk | null => {
	if (event.kind !== "merchantSaid") return null;
	if (event.understanding.choice === "startOver") return "startOver";
	if (event.understanding.intent.verdict !== "sure") return null;
	return talk.find((id) => id === event.understanding.intent.id) ?? null;
};

/** Says it and shows the live step again, or the doors when nothing but talk is live. */
const withLive = (state: ConversationState, reply: Reply): Turn => {
	const isStep = state.live !== null && state.live.flow !== "small-talk" && state.live.flow !== "fallback";
	if (isStep) return { state, replies: [reply, ...repeatLive(state, [{ key: "flows.resume" }])], effects: [] };
	return ask(state, "small-talk", { ...reply, choices: doors });
};

/** Whether the bot has had a chance to be of use; before that it acknowledges and begins. */
const hasBegun = ({ live, troubleshooting }: ConversationState): boolean =>
	troubleshooting !== null || (live !== null && live.reply.kind !== "greeting");

const answers: { readonly [T in Talk]: (state: ConversationState) => Turn } = {
	greet: (state) =>
		state.greeted ? withLive(state, { kind: "greeting", key: "flows.smallTalk.hello" }) : ask(state, "small-talk", greeting(state)),
	thanks: (state) => ({ state, replies: [{ kind: "notice", key: "flows.smallTalk.thanks" }], effects: [] }),
	goodbye: (state) => ({ state, replies: [{ kind: "notice", key: "flows.smallTalk.goodbye" }], effects: [] }),
	complain: (state) =>
		hasBegun(state)
			? withLive(state, { kind: "notice", key: "flows.smallTalk.complain" })
			: ask(state, "small-talk", { kind: "notice", key: "flows.whatHappens", choices: doors }),
	capabilities: (state) => ask(state, "small-talk", { kind: "notice", key: "flows.smallTalk.capabilities", choices: doors }),
	offTopic: (state) => withLive(state, { kind: "notice", key: "flows.smallTalk.offTopic" }),
	startOver: (state) =>
		ask({ ...state, phase: "open", troubleshooting: null, live: null }, "small-talk", {
			kind: "notice",
			key: "flows.smallTalk.startOver",
			choices: doors,
		}),
	ticketStatus: (state) => withLive(state, { kind: "notice", key: "flows.smallTalk.noTicket" }),
	works: (state) => ask(state, "small-talk", { kind: "notice", key: "flows.faq.glad", choices: doors }),
};

/** What was told or tried so far. */
const hasEvidence = ({ phase, troubleshooting }: ConversationState): boolean =>
	phase === "open" && (troubleshooting?.evidence ?? []).some(({ kind }) => kind !== "backOffice");

/** What was found out is not thrown away on words that may have meant something else: "what about a restart". */
const startOverOrNot = (state: ConversationState): Turn =>
	ask(state, "fallback", {
		kind: "clarify",
		key: "flows.startOverOrNot",
		choices: [
			{ id: "resume", key: "common.choices.resume" },
			{ id: "startOver", key: "flows.meant.startOver" },
		],
	});

const kindWords: readonly string[] = ["greet", "thanks", "works", "yes"];

/** So long after a good ending a greeting is no kind word about it any more. */
const afterglowMs = 10 * 60_000;

/** "Great", said once more when all has been said. */
const isFarewell = ({ phase, live, lastSaidAt }: ConversationState, event: MerchantSaid, now: Instant): boolean => {
	const { intent } = event.understanding;
	if (phase !== "resolved" || live !== null || now - (lastSaidAt ?? 0) > afterglowMs) return false;
	return kindWords.includes(intent.id) && intent.verdict === "sure";
};

export const smallTalk = (deps: FlowDeps): Flow => ({
	id: "small-talk",
	claims: (state, event, now) => {
		if (event.kind === "joined") return true;
		if (event.kind !== "merchantSaid") return false;
		if (isFarewell(state, event, now)) return true;
		const picked = pickedChoice(state, event);
		return talkIn(event) !== null || (picked !== null && troubleshootingDoors.includes(picked));
	},
	needs: (state, event) => (event.kind === "merchantSaid" && talkIn(event) === null && state.live !== null ? ["status", "desk"] : []),
	step: (state, event, facts, now) => {
		if (event.kind === "joined") return state.greeted ? silent(state) : ask({ ...state, greeted: true }, "small-talk", greeting(state));
		if (event.kind !== "merchantSaid") return silent(state);
		const picked = pickedChoice(state, event);
		if (picked !== null && troubleshootingDoors.includes(picked)) return startAtDoor(deps, { state, facts, now }, event, picked);
		const said = talkIn(event);
		if (said === "startOver" && event.understanding.choice !== "startOver" && hasEvidence(state)) return startOverOrNot(state);
		if (isFarewell(state, event, now)) return { state, replies: [{ kind: "notice", key: "flows.smallTalk.farewell" }], effects: [] };
		return said === null ? silent(state) : answers[said](state);
	},
});

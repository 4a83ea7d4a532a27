// While a person is asked for, has, or gives back the conversation.

import { assertNever } from "../assert-never.ts";
import type { ConversationState, DeskAvailability, Effect, Event, Flow, PromiseKind, Reply, Sentence, Turn } from "../conversation.ts";
import { maySayItWorks, pickedChoice } from "../picked-choice.ts";
import { ask, say, silent } from "../turn.ts";
import { answerDelayed, answerKept, answerWithdrawn, promiseAnswer } from "./answer-promise.ts";
import { askRating } from "./ask-rating.ts";
import { statesAFact } from "./evidence-log.ts";
import type { FlowDeps, Moment } from "./flow-deps.ts";
import { requestHandOff } from "./request-hand-off.ts";
import { solved } from "./solved.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;
type DeskEvent = Extract<Event, { kind: "agentSaid" | "agentTook" | "agentLeft" | "agentReturned" | "caseClosed" | "effectSettled" }>;

const isDeskEvent = (event: Event): event is DeskEvent =>
	event.kind === "agentSaid" ||
	event.kind === "agentTook" ||
	event.kind === "agentLeft" ||
	event.kind === "agentReturned" ||
	event.kind === "caseClosed" ||
	(event.kind === "effectSettled" && event.effect === "openCase");

const isAPerson = (choice: string | null): boolean => choice === "human" || choice === "getPerson";

/** By the choice or by words; another choice that was picked wins over what its words may sound like. */
const wantsAPerson = (state: ConversationState, event: MerchantSaid): boolean => {
	const picked = pickedChoice(state, event);
	const { intent, choice } = event.understanding;
	if (choice !== null && picked === choice) return isAPerson(picked);
	return isAPerson(picked) || (intent.id === "human" && intent.verdict === "sure");
};

const waitingChoices: Reply["choices"] = [
	{ id: "leaveQueue", key: "flows.handOff.leaveQueue" },
	{ id: "works", key: "common.choices.fixed" },
];

/** Asked before a place in the queue is given up on words that may have meant something else. */
const sellsAgain: Reply = {
	kind: "handoff",
	key: "flows.handOff.sellsAgain",
	choices: [
		{ id: "sellsAgain", key: "flows.solved.sellsAgain" },
		{ id: "stayInQueue", key: "flows.handOff.stay" },
	],
};

const aboutTheQueue: readonly string[] = ["ticketStatus", "status", "faq.waiting-time"];

/** "Is it back?" is asked of the desk as much as "how long still?". */
const asksForStatus = (state: ConversationState, event: MerchantSaid): boolean => {
	const { intent, asks } = event.understanding;
	if (wantsAPerson(state, event) || pickedChoice(state, event) === "stayInQueue") return true;
	return intent.verdict !== "rejected" && (aboutTheQueue.includes(intent.id) || (asks && (intent.id === "works" || maySayItWorks(event))));
};

const queueSentence = (desk: DeskAvailability | undefined, reference: string): Sentence => {
	if (desk?.kind === "open" && desk.waitMinutes !== null)
		return { key: "flows.handOff.queue", params: { reference, waitMinutes: Math.max(1, Math.round(desk.waitMinutes)) } };
	if (desk?.kind === "closed" && desk.opensAt !== null)
		return { key: "flows.handOff.queueClosed", params: { reference, opensAt: desk.opensAt } };
	return { key: "flows.handOff.queueUnknown", params: { reference } };
};

const opened = (state: ConversationState, event: Extract<DeskEvent, { kind: "effectSettled" }>): Turn => {
	const { outcome } = event;
	if (state.handOff === null || state.phase !== "waiting") return silent(state);
	if (outcome.kind !== "opened") {
		const reply: Reply = {
			kind: "error",
			key: "flows.handOff.failed",
			choices: [
				{ id: "human", key: "common.choices.tryAgain" },
				{ id: "resume", key: "common.choices.resume" },
			],
		};
		return ask({ ...state, phase: "open", handOff: null }, "fallback", reply);
	}
	const params = {
		reference: outcome.reference,
		position: outcome.position,
		waitMinutes: Math.max(1, Math.round(outcome.waitMinutes ?? 0)),
	};
	const key = outcome.waitMinutes === null ? "flows.handOff.openedNoEstimate" : "flows.handOff.opened";
	const reply: Reply = { kind: "handoff", key, params, choices: waitingChoices };
	const evidence = state.troubleshooting?.evidence ?? [];
	const steps = state.troubleshooting?.stepNumber ?? 0;
	const recorded: Effect = { kind: "recordOutcome", outcome: { ending: "handedOff", confirmed: false, steps, evidence, topCause: null } };
	return ask({ ...state, handOff: { ...state.handOff, reference: outcome.reference } }, "hand-off", reply, [
		recorded,
		...promiseAnswer(outcome.answerBy),
	]);
};

/** A person has the conversation; one who speaks has it too, whatever came before. */
const taken = (state: ConversationState, agentName: string): ConversationState =>
	state.phase !== "waiting"
		? state
		: { ...state, phase: "withAgent", live: null, handOff: { reason: "asked", ...state.handOff, agentName } };

/** A merchant who left the queue at the same moment is not handed over. */
const took = (state: ConversationState, agentName: string): Turn => {
	const next = taken(state, agentName);
	return next === state ? silent(state) : say(next, { kind: "handoff", key: "flows.handOff.joined", params: { agentName } }, [answerKept]);
};

/** The agent was cut off; the case waits for another. */
const left = (state: ConversationState, agentName: string): Turn => {
	if (state.phase !== "withAgent") return silent(state);
	const reply: Reply = { kind: "handoff", key: "flows.handOff.agentLeft", params: { agentName }, choices: waitingChoices };
	return ask({ ...state, phase: "waiting" }, "hand-off", reply);
};

/** The bot has the conversation again and goes on where it was. */
const returned = (state: ConversationState, agentName: string): Turn => {
	const open: ConversationState = { ...state, phase: "open", handOff: null, live: null };
	return ask(open, "fallback", {
		kind: "handoff",
		key: "flows.handOff.returned",
		params: { agentName },
		choices: [
			{ id: "resume", key: "common.choices.resume" },
			{ id: "fixed", key: "common.choices.fixed" },
			{ id: "human", key: "common.choices.human" },
		],
	});
};

const closed = (state: ConversationState, agentName: string): Turn => {
	return askRating({ ...state, phase: "resolved", handOff: null }, [{ key: "flows.handOff.closed", params: { agentName } }]);
};

const onDesk = (state: ConversationState, event: DeskEvent): Turn => {
	switch (event.kind) {
		case "agentTook":
			return took(state, event.agentName);
		case "agentLeft":
			return left(state, event.agentName);
		case "agentSaid":
			return say(taken(state, event.agentName), { kind: "agent", key: "common.verbatim", params: { text: event.text } }, [
				...(state.phase === "waiting" ? [answerKept] : []),
			]);
		case "agentReturned":
			return returned(state, event.agentName);
		case "caseClosed":
			return closed(state, event.agentName);
		case "effectSettled":
			return opened(state, event);
		default:
			return assertNever(event);
	}
};

const whileWaiting = (deps: FlowDeps, moment: Moment, event: MerchantSaid): Turn => {
	const { state, facts } = moment;
	const choice = pickedChoice(state, event);
	const tell: Effect = { kind: "tellAgent", messageId: event.messageId, text: event.text };
	if (choice === "leaveQueue") {
		const gone: ConversationState = { ...state, phase: "open", handOff: null, live: null };
		const reply: Reply = {
			kind: "notice",
			key: "flows.handOff.left",
			choices: [
				{ id: "resume", key: "common.choices.resume" },
				{ id: "human", key: "common.choices.human" },
			],
		};
		return ask(gone, "fallback", reply, [{ kind: "withdrawCase" }, answerWithdrawn]);
	}
	if (choice === "works" || choice === "sellsAgain") return solved(deps, moment, null);
	const asks = asksForStatus(state, event);
	if (!asks && maySayItWorks(event) && !statesAFact(event)) return ask(state, "hand-off", sellsAgain, [tell]);
	if (!asks && state.live?.reply.key === "flows.handOff.added") return silent(state, [tell]);
	const sentence: Sentence = asks ? queueSentence(facts.desk, state.handOff?.reference ?? state.caseId) : { key: "flows.handOff.added" };
	return ask(state, "hand-off", { kind: "handoff", ...sentence, choices: waitingChoices }, asks ? [] : [tell]);
};

/** Word of the back office that comes late is still on its way; a person who does not come is owned up to. */
const broken = ({ state, facts, now }: Moment, promise: PromiseKind): Turn =>
	promise === "agent" && state.phase === "waiting"
		? answerDelayed({ state, desk: facts.desk, now, choices: waitingChoices })
		: silent(state);

export const handOff = (deps: FlowDeps): Flow => ({
	id: "hand-off",
	claims: (state, event) => {
		if (isDeskEvent(event) || event.kind === "promiseBroken") return true;
		if (event.kind !== "merchantSaid") return false;
		if (state.phase === "withAgent" || state.phase === "waiting") return true;
		return wantsAPerson(state, event);
	},
	needs: (state, event) => {
		if (event.kind === "promiseBroken") return ["desk"];
		return event.kind === "merchantSaid" && state.phase !== "withAgent" ? ["status", "desk"] : [];
	},
	step: (state, event, facts, now) => {
		if (isDeskEvent(event)) return onDesk(state, event);
		if (event.kind === "promiseBroken") return broken({ state, facts, now }, event.promise);
		if (event.kind !== "merchantSaid") return silent(state);
		if (state.phase === "withAgent") return silent(state, [{ kind: "tellAgent", messageId: event.messageId, text: event.text }]);
		if (state.phase === "waiting") return whileWaiting(deps, { state, facts, now }, event);
		return requestHandOff(deps, { state, facts, now }, "asked");
	},
});

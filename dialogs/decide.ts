// Picks the flow that answers an event, and says above its answer what every answer may need: who speaks, what was removed, a calm word.

import type { ConversationState, Event, Facts, Flow, Need, Sentence, Turn } from "./conversation.ts";
import type { FlowDeps } from "./flows/flow-deps.ts";
import { createFlows } from "./flows/index.ts";
import { hear } from "./hear.ts";
import type { Instant } from "./status/report.ts";
import { silent, withPreface, withReminder } from "./turn.ts";

export type Decide = (state: ConversationState, event: Event, facts: Facts, now: Instant) => Turn;
export type Needs = (state: ConversationState, event: Event, now: Instant) => readonly Need[];

const remembering = (turn: Turn, event: Event, now: Instant): Turn => ({
	...turn,
	state: {
		...turn.state,
		greeted: turn.state.greeted || turn.replies.length > 0,
		lastSaidAt: event.kind === "merchantSaid" ? now : turn.state.lastSaidAt,
	},
});

/** Sentences above the answer, whatever flow gives it. */
const prefaceOf = (before: ConversationState, { state: after, replies }: Turn, event: Event): readonly Sentence[] => {
	const isCalmed = replies.some(({ key }) => key === "flows.smallTalk.complain");
	if (event.kind !== "merchantSaid" || before.phase === "withAgent") return [];
	return [
		...(before.greeted ? [] : [{ key: "flows.greeting.short" } as const]),
		...(event.redacted.length > 0 ? [{ key: "flows.privacy.removed" } as const] : []),
		...(after.angry && !before.angry && !isCalmed ? [{ key: "flows.calm" } as const] : []),
		...(event.attachments > 0 ? [{ key: "flows.photoKept" } as const] : []),
		...((event.missed ?? 0) > 0 ? [{ key: "flows.photoMissed" } as const] : []),
	];
};

/** A pick among the live step's choices is its flow's to answer, whatever else the words could mean; only the hand-off goes first. */
const inOrder = (flows: readonly Flow[], state: ConversationState, event: Event): readonly Flow[] => {
	if (event.kind !== "merchantSaid" || event.understanding.choice === null) return flows;
	const [handOff, ...others] = flows;
	const owner = others.find(({ id }) => id === state.live?.flow);
	return handOff === undefined || owner === undefined ? flows : [handOff, owner, ...others];
};

/** An event as it was heard, and the flow that answers it. */
type Claim = {
	readonly state: ConversationState;
	readonly event: Event;
	readonly heard: ConversationState;
	readonly claimant: Flow | undefined;
};

/** The pure core, built once over its knowledge. */
export const createDecide = (deps: FlowDeps): { readonly decide: Decide; readonly needs: Needs } => {
	const flows = createFlows(deps);
	const claim = (state: ConversationState, event: Event, now: Instant): Claim => {
		const heard = hear(state, event);
		const claimant = inOrder(flows, heard, event).find((flow) => flow.claims(heard, event, now));
		return { state, event, heard, claimant };
	};
	/** What a turn needs is asked just before it is decided: who claims the event is found out once. */
	let last: Claim | null = null;
	const claimOf = (state: ConversationState, event: Event, now: Instant): Claim => {
		if (last === null || last.state !== state || last.event !== event) last = claim(state, event, now);
		return last;
	};
	return {
		needs: (state, event, now) => {
			const { heard, claimant } = claimOf(state, event, now);
			return claimant?.needs(heard, event) ?? [];
		},
		decide: (state, event, facts, now) => {
			const { heard, claimant } = claimOf(state, event, now);
			last = null;
			const turn = claimant?.step(heard, event, facts, now) ?? silent(heard);
			return remembering(withReminder(withPreface(turn, prefaceOf(state, turn, event)), now), event, now);
		},
	};
};

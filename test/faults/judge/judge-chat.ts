// Judges web chats by their histories alone: what was acknowledged, what the sockets brought, what the log held at the end.

import type { History, MerchantEvent, Seen, Timed } from "./history.ts";

type Chat = {
	readonly events: readonly Timed<MerchantEvent>[];
	readonly sent: ReadonlySet<string>;
	/** By the merchant's id. */
	readonly acknowledged: ReadonlyMap<string, string>;
	readonly saw: readonly Seen[];
	readonly log: readonly Seen[];
};

type Rule = (chat: Chat) => readonly string[];

/** Each names what breaks it. */
const rules = {
	/** What was acknowledged or shown is in the log for good. */
	lost: ({ acknowledged, saw, log }) => {
		const kept = new Set(log.map(({ id }) => id));
		return [...[...acknowledged.values()], ...saw.map(({ id }) => id)].filter((id) => !kept.has(id));
	},
	/** Once in the log, once on the socket, and answered by one turn. */
	doubled: ({ saw, log }) => [
		...repeated(saw.map(({ id }) => id)),
		...repeated(log.map(({ id }) => id)),
		...repeated(log.flatMap(({ messageId }) => messageId ?? [])),
		...answeredTwice(log),
	],
	/** Nothing is in the log that this merchant did not say, unless they only listen. */
	invented: ({ sent, log }) =>
		log.flatMap(({ role, id, messageId = "" }) => (role === "user" && sent.size > 0 && !sent.has(messageId) ? [id] : [])),
	/** The log counts on without a gap; a message sent after another was acknowledged stands after it. */
	disordered: (chat) => [...chat.log.flatMap(({ seq, id }, index) => (seq === index + 1 ? [] : [id])), ...overtaken(chat)],
	/** The socket only ever goes on: its watermark never falls back. */
	fellBack: ({ saw }) => saw.flatMap(({ seq, id }, index) => (seq > (saw[index - 1]?.seq ?? 0) ? [] : [id])),
	/** The socket brought everything, in the end. */
	unseen: ({ events, saw, log }) => {
		const seen = new Set(saw.map(({ id }) => id));
		return events.some(({ kind }) => kind === "opened") ? log.flatMap(({ id }) => (seen.has(id) ? [] : [id])) : [];
	},
	unanswered: ({ log }) => {
		const answered = new Set(log.map(({ replyTo }) => replyTo));
		return log.flatMap(({ role, id }) => (role === "user" && !answered.has(id) ? [id] : []));
	},
	/** One turn a message, in the order of the messages, and no state update lost: joining was turn 1. */
	misnumbered: ({ log }) => {
		const messages = log.filter(({ role }) => role === "user");
		const turnOf = new Map(log.flatMap(({ replyTo, turn }) => (replyTo === undefined ? [] : [[replyTo, turn] as const])));
		return messages.flatMap(({ id }, index) => (turnOf.has(id) && turnOf.get(id) !== index + 2 ? [id] : []));
	},
} as const satisfies Readonly<Record<string, Rule>>;

export type ChatVerdict = Readonly<Record<keyof typeof rules, readonly string[]>> & {
	readonly conversations: number;
	readonly sent: number;
	readonly acknowledged: number;
	readonly inLog: number;
	/** Sendings that were answered with "not now". */
	readonly refused: number;
	/** Sendings that were answered with "too many". */
	readonly limited: number;
	/** From each loss of a socket to the next open one. */
	readonly recoveriesMs: readonly number[];
	/** From a message's first sending to the socket's showing it. */
	readonly echoes: readonly { readonly at: number; readonly tookMs: number }[];
	/** From a message's acknowledgement to the socket's showing the answer. */
	readonly answersMs: readonly number[];
};

/** Each rule's offenders over all chats, and the figures. A chat whose final log was never read counts everything as lost. */
export const judgeChats = (histories: readonly History<MerchantEvent>[]): ChatVerdict => {
	const chats = histories.map(({ events }) => toChat(events));
	const found = Object.entries(rules).map(([name, rule]) => [name, chats.flatMap(rule)]);
	const sum = (count: (chat: Chat) => number) => chats.reduce((total, chat) => total + count(chat), 0);
	return {
		// One entry a rule, as the table above has them.
		...(Object.fromEntries(found) as Record<keyof typeof rules, readonly string[]>),
		conversations: chats.length,
		sent: sum(({ sent }) => sent.size),
		acknowledged: sum(({ acknowledged }) => acknowledged.size),
		inLog: sum(({ log }) => log.length),
		refused: sum(failedWith(503)),
		limited: sum(failedWith(429)),
		recoveriesMs: chats.flatMap(recoveries),
		echoes: chats.flatMap(echoes),
		answersMs: chats.flatMap(answers),
	};
};

/** How many offenders each rule has: all nought when nothing is wrong. */
export const faultsIn = (verdict: ChatVerdict): Readonly<Record<string, number>> =>
	Object.fromEntries(Object.keys(rules).map((name) => [name, verdict[name as keyof typeof rules].length]));

/** What `faultsIn` is when nothing is wrong. */
export const noFaults: Readonly<Record<string, number>> = Object.fromEntries(Object.keys(rules).map((name) => [name, 0]));

const toChat = (events: readonly Timed<MerchantEvent>[]): Chat => ({
	events,
	sent: new Set(events.flatMap((event) => (event.kind === "sent" ? [event.messageId] : []))),
	acknowledged: new Map(events.flatMap((event) => (event.kind === "acknowledged" ? [[event.messageId, event.id] as const] : []))),
	saw: events.flatMap((event) => (event.kind === "saw" ? [event] : [])),
	log: events.flatMap((event) => (event.kind === "log" ? event.entries : [])),
});

const failedWith =
	(status: number) =>
	({ events }: Chat): number =>
		events.filter((event) => event.kind === "failed" && event.status === status).length;

const repeated = (values: readonly string[]): readonly string[] => {
	const known = new Set<string>();
	return values.filter((value) => known.size === known.add(value).size);
};

/** Messages with replies of more than one turn. */
const answeredTwice = (log: readonly Seen[]): readonly string[] => {
	const turnOf = new Map<string, number | undefined>();
	return log.flatMap(({ replyTo, turn }) => {
		if (replyTo === undefined) return [];
		if (turnOf.has(replyTo)) return turnOf.get(replyTo) === turn ? [] : [replyTo];
		turnOf.set(replyTo, turn);
		return [];
	});
};

const overtaken = ({ events, log }: Chat): readonly string[] => {
	const seqOf = new Map(log.map(({ id, seq }) => [id, seq]));
	const floors = new Map<string, number>();
	let floor = 0;
	return events.flatMap((event) => {
		if (event.kind === "sent" && !floors.has(event.messageId)) floors.set(event.messageId, floor);
		if (event.kind !== "acknowledged") return [];
		const seq = seqOf.get(event.id) ?? 0;
		floor = Math.max(floor, seq);
		return seq > (floors.get(event.messageId) ?? 0) ? [] : [event.id];
	});
};

const recoveries = ({ events }: Chat): readonly number[] => {
	let lostAt: number | null = null;
	return events.flatMap(({ kind, at }) => {
		if (kind === "left") lostAt = null;
		if (kind === "closed") lostAt ??= at;
		if (kind !== "opened" || lostAt === null) return [];
		const tookMs = at - lostAt;
		lostAt = null;
		return [tookMs];
	});
};

const echoes = ({ events }: Chat): ChatVerdict["echoes"] => {
	const sentAt = new Map<string, number>();
	return events.flatMap((event) => {
		if (event.kind === "sent" && !sentAt.has(event.messageId)) sentAt.set(event.messageId, event.at);
		if (event.kind !== "saw" || event.messageId === undefined) return [];
		const from = sentAt.get(event.messageId);
		return from === undefined ? [] : [{ at: event.at, tookMs: event.at - from }];
	});
};

/** An answer is often shown before its message is acknowledged: that is no wait at all. */
const answers = ({ events }: Chat): readonly number[] => {
	const shownAt = new Map<string, number>();
	for (const event of events)
		if (event.kind === "saw" && event.replyTo !== undefined && !shownAt.has(event.replyTo)) shownAt.set(event.replyTo, event.at);
	return events.flatMap((event) => {
		const shown = event.kind === "acknowledged" ? shownAt.get(event.id) : undefined;
		return shown === undefined ? [] : [Math.max(0, shown - event.at)];
	});
};

import { describe, expect, it } from "vitest";
import type { ChannelEvent, MerchantEvent, Seen, Timed } from "./history.ts";
import { faultsIn, judgeChats, noFaults } from "./judge-chat.ts";
import { judgeTeams } from "./judge-teams.ts";

const user = (seq: number, messageId: string): Seen => ({ seq, id: `e${seq}`, role: "user", messageId });
const bot = (seq: number, turn: number, replyTo?: string): Seen => ({
	seq,
	id: `e${seq}`,
	role: "bot",
	turn,
	...(replyTo === undefined ? {} : { replyTo }),
});

const log = [bot(1, 1), user(2, "m1"), bot(3, 2, "e2"), user(4, "m2"), bot(5, 3, "e4")];

type Parts = { readonly log?: readonly Seen[]; readonly saw?: readonly Seen[]; readonly acknowledged?: readonly string[] };

/** Two messages, the second sent when the first was acknowledged; a socket that broke between. */
const chat = ({ log: held = log, saw = log, acknowledged = ["e2", "e4"] }: Parts) => {
	const [first = "", second = ""] = acknowledged;
	const events: readonly MerchantEvent[] = [
		{ kind: "opened" },
		{ kind: "sent", messageId: "m1" },
		{ kind: "acknowledged", messageId: "m1", id: first },
		{ kind: "closed", code: 1006 },
		{ kind: "opened" },
		{ kind: "sent", messageId: "m2" },
		{ kind: "acknowledged", messageId: "m2", id: second },
		...saw.map((seen): MerchantEvent => ({ kind: "saw", ...seen })),
		{ kind: "left" },
		{ kind: "closed", code: 1005 },
		{ kind: "log", entries: held },
	];
	return [{ name: "chat-1", events: events.map((event, index) => ({ at: index * 10, ...event })) }];
};

const without = (id: string) => log.filter((seen) => seen.id !== id);

describe("judgeChats", () => {
	it("finds nothing where nothing is wrong, and measures how long a socket was away", () => {
		const verdict = judgeChats(chat({}));
		expect(faultsIn(verdict)).toEqual(noFaults);
		expect(verdict).toMatchObject({ conversations: 1, sent: 2, acknowledged: 2, inLog: 5, recoveriesMs: [10] });
		expect(verdict.echoes.map(({ tookMs }) => tookMs)).toEqual([70, 50]);
		expect(verdict.answersMs).toEqual([70, 50]);
	});

	it.each([
		{ why: "an acknowledged message is gone", parts: { log: without("e4"), saw: without("e4") }, rule: "lost", ids: ["e4"] },
		{ why: "a message that was shown is gone", parts: { log: without("e5") }, rule: "lost", ids: ["e5"] },
		{ why: "a message stands in the log twice", parts: { log: [...log, user(6, "m1"), bot(7, 4, "e6")] }, rule: "doubled", ids: ["m1"] },
		{ why: "a message was answered twice", parts: { log: [...log, bot(6, 4, "e4")] }, rule: "doubled", ids: ["e4"] },
		{ why: "the socket showed a message twice", parts: { saw: [...log, bot(5, 3, "e4")] }, rule: "doubled", ids: ["e5"] },
		{ why: "nobody said it", parts: { log: [...log, user(6, "m3")] }, rule: "invented", ids: ["e6"] },
		{ why: "the log has a gap", parts: { log: without("e3") }, rule: "disordered", ids: ["e4", "e5"] },
		{
			why: "the later message stands first",
			parts: {
				log: [bot(1, 1), user(2, "m2"), bot(3, 2, "e2"), user(4, "m1"), bot(5, 3, "e4")],
				acknowledged: ["e4", "e2"],
			},
			rule: "disordered",
			ids: ["e2"],
		},
		{ why: "the watermark fell back", parts: { saw: [bot(1, 1), bot(3, 2, "e2"), user(2, "m1")] }, rule: "fellBack", ids: ["e2"] },
		{ why: "the socket left something out", parts: { saw: without("e3") }, rule: "unseen", ids: ["e3"] },
		{ why: "a message has no answer", parts: { log: without("e5"), saw: without("e5") }, rule: "unanswered", ids: ["e4"] },
		{
			why: "a state update was lost",
			parts: { log: [...log.slice(0, 4), bot(5, 2, "e4")] },
			rule: "misnumbered",
			ids: ["e4"],
		},
		{ why: "the final log was never read", parts: { log: [] }, rule: "lost", ids: ["e2", "e4", "e1", "e2", "e3", "e4", "e5"] },
	] as const)("notices when $why", ({ parts, rule, ids }) => {
		expect(judgeChats(chat(parts))[rule]).toEqual(ids);
	});
});

const wrote = (...messageIds: readonly string[]) => [
	{
		name: "teams-1",
		events: messageIds.map((messageId): Timed<MerchantEvent> => ({ at: 0, kind: "acknowledged", messageId, id: "" })),
	},
];

const channel = (...turns: readonly (readonly [turn: number, answer: ChannelEvent["answer"], at?: number])[]) => [
	{
		name: "connector",
		events: turns.map(
			([turn, answer, at = 0]): Timed<ChannelEvent> => ({ at, kind: "delivered", conversation: "teams-1", turn, text: "…", answer }),
		),
	},
];

describe("judgeTeams", () => {
	it("finds nothing where nothing is wrong", () => {
		const verdict = judgeTeams(wrote("m1", "m2", "m1"), channel([1, "taken"], [2, "refused"], [2, "taken"], [3, "taken"]));
		expect(verdict).toMatchObject({ lost: [], surplus: [], disordered: [], duplicates: [], unexcused: [], unsaid: 0, acknowledged: 2 });
	});

	it.each([
		{ why: "an answer never came", shown: channel([1, "taken"], [2, "refused"]), found: { lost: ["teams-1#2"] } },
		{ why: "a message was answered twice", shown: channel([1, "taken"], [2, "taken"], [3, "taken"]), found: { surplus: ["teams-1#3"] } },
		{
			why: "the bot asked by itself, and what came before that was an answer too many",
			shown: channel([1, "taken"], [2, "taken"], [3, "taken"], [4, "taken", 15 * 60_000]),
			found: { surplus: ["teams-1#3"], reminded: ["teams-1#4"] },
		},
		{ why: "answers changed places", shown: channel([2, "taken"], [1, "taken"]), found: { disordered: ["teams-1#1"] } },
		{
			why: "an answer came twice although the first was acknowledged",
			shown: channel([1, "taken"], [2, "taken"], [2, "taken"]),
			found: { duplicates: ["teams-1#2"], unexcused: ["teams-1#2"] },
		},
		{
			why: "an answer came twice because nobody said that it had arrived",
			shown: channel([1, "taken"], [2, "unsaid"], [2, "taken"]),
			found: { duplicates: ["teams-1#2"], unexcused: [], unsaid: 1 },
		},
	])("notices when $why", ({ shown, found }) => {
		expect(judgeTeams(wrote("m1"), shown)).toMatchObject(found);
	});
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseView, Queue } from "../../../bot/desks/desk-api.ts";
import { adminPassword, type Running, startRelink } from "../../support/start-relink.ts";
import { type DeskClient, openClient } from "./desk-client.ts";
import { password } from "./start-desk.ts";

/** Enough for two agents to have several at once; the load test has fifty. */
const merchantCount = 6;
const messageCount = 8;

let relink: Running;
let clock = Date.UTC(2026, 10, 23, 4, 0);
let li: DeskClient;
let wang: DeskClient;

beforeAll(async () => {
	relink = await startRelink({ now: () => clock });
	const admin = openClient(relink.url);
	await admin.signIn("admin", adminPassword);
	for (const name of ["li", "wang"]) await admin.post("agents", { name, role: "agent", password });
	[li, wang] = [openClient(relink.url), openClient(relink.url)];
	await Promise.all([li.signIn("li", password), wang.signIn("wang", password)]);
});

afterAll(() => relink.close());

type Merchant = { readonly id: string; say(text: string): Promise<void>; agentsWords(): Promise<readonly string[]> };

const beMerchant = async (): Promise<Merchant> => {
	const json = async (path: string, init: RequestInit) => (await fetch(`${relink.url}${path}`, init)).json();
	const { token } = await json("/chat/token", { method: "POST" });
	const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
	const { conversationId } = await json("/v3/directline/conversations", { method: "POST", headers });
	const activities = `/v3/directline/conversations/${conversationId}/activities`;
	return {
		id: conversationId,
		say: (text) => json(activities, { method: "POST", headers, body: JSON.stringify({ type: "message", text }) }),
		agentsWords: async () => {
			const seen: { activities: { text?: string; channelData?: { relink?: { kind: string } } }[] } = await json(activities, { headers });
			return seen.activities.filter(({ channelData }) => channelData?.relink?.kind === "agent").map(({ text }) => text ?? "");
		},
	};
};

const waitingFor = async (agent: DeskClient): Promise<readonly string[]> => {
	const queue = (await agent.get("queue")).body as Queue; // Our own API's answer.
	return queue.cases.filter(({ status }) => status === "waiting").map(({ reference }) => reference);
};

const transcriptOf = async (agent: DeskClient, reference: string) => {
	const { transcript } = (await agent.get(`cases/${reference}`)).body as CaseView; // Our own API's answer.
	return transcript;
};

const numbers = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, n) => from + n);

describe("hand-overs, while an agent drops off in the middle", () => {
	it("lose, repeat, misroute and reorder nothing", { timeout: 60_000 }, async () => {
		const merchants = await Promise.all(Array.from({ length: merchantCount }, beMerchant));
		await Promise.all(merchants.map(({ say }) => say("I want to talk to a person")));
		await expect.poll(() => waitingFor(li), { timeout: 10_000 }).toHaveLength(merchantCount);
		const references = await waitingFor(li);
		const agentOf = new Map(references.map((reference, n) => [reference, n % 2 ? li : wang]));
		await Promise.all([...agentOf].map(([reference, agent]) => agent.post(`cases/${reference}/accept`)));

		const agentsSay = async (from: number, to: number, agents: ReadonlyMap<string, DeskClient>) => {
			for (const n of numbers(from, to)) {
				const sent = [...agents].map(([reference, agent]) =>
					agent.post(`cases/${reference}/say`, { key: `${reference}-message-${n}`, text: `agent ${n} to ${reference}` }),
				);
				expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([200]));
			}
		};
		const merchantsSay = async (from: number, to: number) => {
			for (const n of numbers(from, to)) await Promise.all(merchants.map(({ id, say }) => say(`merchant ${n} of ${id}`)));
		};

		const half = messageCount / 2;
		await Promise.all([agentsSay(0, half, agentOf), merchantsSay(0, half)]);

		// Wang is gone: the next sign of life that counts is Li's, a minute later.
		clock += 60_000;
		await li.post("alive");
		await expect.poll(() => waitingFor(li), { timeout: 40_000 }).toHaveLength(merchantCount / 2);
		await merchantsSay(half, half + 1);
		await Promise.all((await waitingFor(li)).map((reference) => li.post(`cases/${reference}/accept`)));
		const allWithLi = new Map(references.map((reference) => [reference, li]));
		await Promise.all([agentsSay(half, messageCount, allWithLi), merchantsSay(half + 1, messageCount)]);

		const wordsOfMerchants: string[][] = [];
		for (const reference of references) {
			const transcript = await transcriptOf(li, reference);
			const said = transcript.filter(({ author }) => author === "agent").map(({ text }) => text);
			expect(said).toEqual(numbers(0, messageCount).map((n) => `agent ${n} to ${reference}`));
			wordsOfMerchants.push(
				transcript.filter(({ author, text }) => author === "merchant" && text.startsWith("merchant")).map(({ text }) => text),
			);
		}
		const expected = merchants.map(({ id }) => numbers(0, messageCount).map((n) => `merchant ${n} of ${id}`));
		expect(wordsOfMerchants.toSorted()).toEqual(expected.toSorted());
		const heard = await Promise.all(merchants.map(({ agentsWords }) => agentsWords()));
		expect(heard.toSorted()).toEqual(
			references.map((reference) => numbers(0, messageCount).map((n) => `agent ${n} to ${reference}`)).toSorted(),
		);
	});
});

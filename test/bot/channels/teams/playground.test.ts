import { afterAll, beforeAll, describe, expect, it } from "vitest";
import flows from "../../../../locales/en/flows.json" with { type: "json" };
import { type Running, startRelink } from "../../../support/start-relink.ts";
import { type Playground, type PlaygroundMessage, startPlayground } from "../support/start-playground.ts";

/** The card's words and its buttons. */
const cardOf = ({ attachments }: PlaygroundMessage) => {
	const [card] = attachments ?? [];
	return { text: card?.content.body[0]?.text ?? "", actions: card?.content.actions ?? [] };
};

describe("Microsoft's local Teams client", () => {
	let relink: Running;
	let teams: Playground;

	beforeAll(async () => {
		relink = await startRelink();
		teams = await startPlayground(`${relink.url}/api/messages`);
	});
	afterAll(async () => {
		await teams.close();
		await relink.close();
	});

	/** The message of the bot with that number, counted from 1. */
	const hear = async (count: number): Promise<PlaygroundMessage> => {
		await expect.poll(() => teams.heard.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
		return teams.heard[count - 1] ?? { messageId: "" };
	};

	it("gets a greeting card when the bot is installed, an answer to a message and another to a pressed button, each once", async () => {
		await teams.install();
		expect(cardOf(await hear(1)).text).toBe(flows.greeting.hello);
		await teams.say("my terminal can't connect");
		const question = await hear(2);
		const { text, actions } = cardOf(question);
		expect(text).toContain(flows.troubleshoot.start);
		const [first] = actions;
		if (first === undefined) throw new Error("there is nothing to press");
		await teams.press(question, first);
		const next = cardOf(await hear(3));
		expect(next.text).not.toBe(text);
		expect(next.actions.map(({ title }) => title)).not.toContain(first.title);
		await teams.say("thanks");
		await hear(4);
		expect(teams.heard).toHaveLength(4);
	});
});

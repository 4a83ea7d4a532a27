import { describe, expect, it } from "vitest";
import type { Faq } from "../../../dialogs/faq/faq.ts";
import { createRankFaqs, indexFaqs } from "../../../dialogs/faq/ranking.ts";
import { createStem } from "../../../dialogs/understanding/stem.ts";

const entry = (id: string, title: string, body: string, questions: readonly string[] = []): Faq => ({
	id,
	title,
	body,
	questions,
	related: [],
});

const stem = createStem();
const index = indexFaqs(
	[
		entry("wifi", "Setting up the Wi-Fi", "Open the menu and choose the network.", ["how do I connect to wifi"]),
		entry("refund", "Refunding a sale", "Open the menu, choose refund and type the amount."),
		entry("umbrella", "Borrowing an umbrella", "When it rains, we lend umbrellas at the counter."),
		entry("签到", "每天签到", "开机以后在菜单里选签到。", ["怎么签到"]),
	],
	stem,
);
const rank = createRankFaqs(index, stem);

describe("ranking", () => {
	it.each([
		{ why: "by a question", text: "connect the wifi", id: "wifi" },
		{ why: "by title, another form of the word", text: "how to refund sales", id: "refund" },
		{ why: "an entry without any question", text: "can i borrow umbrellas", id: "umbrella" },
		{ why: "by the answer alone", text: "where do I type the amount", id: "refund" },
		{ why: "Chinese", text: "在哪里签到", id: "签到" },
	])("finds the entry: $why", ({ text, id }) => {
		expect(rank(text)[0]?.id).toBe(id);
	});

	it("finds nothing where no word is shared", () => {
		expect(rank("zyx")).toEqual([]);
	});

	it("scores within 0 and 1, best first", () => {
		const scores = rank("open the menu and choose the wifi network").map(({ score }) => score);
		expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
		expect(scores).toEqual([...scores].sort((a, b) => b - a));
	});
});

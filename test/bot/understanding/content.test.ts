// What support staff edit in locales/: enough of it, in every language, and nothing that must not be said.

import { describe, expect, it } from "vitest";
import { readFacts } from "../../../bot/understanding/read-facts.ts";
import { readFaqs, readUtterances } from "../../../bot/understanding/read-locales.ts";
import { languages } from "../../../locales/languages.ts";

const locales = new URL("../../../locales/", import.meta.url).pathname;
const folderOf = (language: string) => `${locales}${language}/`;

const mainIntents = ["problem", "status", "human", "complain", "unsafe", "licenceOrFee", "ticketStatus", "stillBroken", "works"];

const sameSentence = (text: string): string => text.toLowerCase().replaceAll(/\s+/gu, " ").trim();

/** Every sentence with the file it stands in. */
const sentencesOf = async (language: string) => {
	const folder = folderOf(language);
	const taught = [...(await readUtterances(`${folder}nlu/intents`)), ...(await readUtterances(`${folder}nlu`))];
	const held = (await readUtterances(`${folder}nlu/holdout`)).map(({ text, label }) => ({ text, label: `holdout ${label}` }));
	const asked = (await readFaqs(`${folder}faq`)).flatMap(({ id, title, questions }) =>
		[title, ...questions].map((text) => ({ text, label: `faq ${id}` })),
	);
	return [...taught, ...held, ...asked];
};

describe.each(languages)("content in %s", (language) => {
	it("has no sentence in two files", async () => {
		const places = new Map<string, Set<string>>();
		for (const { text, label } of await sentencesOf(language))
			places.set(sameSentence(text), (places.get(sameSentence(text)) ?? new Set()).add(label));
		expect([...places].filter(([, labels]) => labels.size > 1).map(([text, labels]) => [text, ...labels])).toEqual([]);
	});

	it("measures the hearing of facts with no sentence that taught it", async () => {
		const factsIn = async (file: string) => (await readFacts(`${folderOf(language)}nlu/${file}`)).map(({ text }) => sameSentence(text));
		const held = new Set([
			...(await factsIn("holdout/evidence.tsv")),
			...(await readUtterances(`${folderOf(language)}nlu/holdout`)).map(({ text }) => sameSentence(text)),
		]);
		const taught = await factsIn("facts.tsv");
		expect(taught.filter((text) => held.has(text))).toEqual([]);
		expect(new Set(taught).size).toBe(taught.length);
	});

	it.each(mainIntents)("has at least 80 utterances of %s", async (intent) => {
		const utterances = await readUtterances(`${folderOf(language)}nlu/intents`);
		expect(utterances.filter(({ label }) => label === intent).length).toBeGreaterThanOrEqual(80);
	});

	it("has at least 500 utterances that are none of its business", async () => {
		const utterances = await readUtterances(`${folderOf(language)}nlu`);
		expect(utterances.filter(({ label }) => label === "out-of-scope").length).toBeGreaterThanOrEqual(500);
	});

	it("has 60 answers or more, each with two questions kept apart to measure with", async () => {
		const faqs = await readFaqs(`${folderOf(language)}faq`);
		const held = await readUtterances(`${folderOf(language)}nlu/holdout`);
		expect(faqs.length).toBeGreaterThanOrEqual(60);
		expect(faqs.filter(({ id }) => held.filter(({ label }) => label === `faq.${id}`).length < 2)).toEqual([]);
	});

	it.each([
		{ why: "a link", pattern: /https?:|www\.|\]\(/iu },
		{ why: "HTML", pattern: /<\/?[a-z]/iu },
		{ why: "a rate", pattern: /\d\s*(?:[%‰％]|per cent|percent)|千分之|百分之/iu },
		{
			why: "charging again before looking",
			pattern: /(?:just|simply) (?:charge|try) (?:the card |it )?again|(?<!不要|别|勿)(?:直接再刷一次|先再刷一笔)/iu,
		},
		{
			why: "switching a protection off",
			pattern: /^(?!.*(?:n't|never|not|不|别|勿)).*(?:turn off tls|disable the firewall|关闭防火墙|关掉防火墙)/imu,
		},
	])("has no answer with $why", async ({ pattern }) => {
		const faqs = await readFaqs(`${folderOf(language)}faq`);
		expect(faqs.filter(({ body }) => pattern.test(body)).map(({ id, body }) => [id, pattern.exec(body)?.[0]])).toEqual([]);
	});
});

it("answers the same questions in every language, with the same relations", async () => {
	const [first, ...others] = await Promise.all(
		languages.map(async (language) => (await readFaqs(`${folderOf(language)}faq`)).map(({ id, related }) => ({ id, related }))),
	);
	for (const other of others) expect(other).toEqual(first);
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CopyKey } from "../../locales/copy-key.ts";
import { type Language, languages } from "../../locales/languages.ts";

type Tree = { readonly [key: string]: string | Tree };

const folder = (language: Language) => new URL(`../../locales/${language}/`, import.meta.url);
const files = readdirSync(folder("en")).filter((name) => name.endsWith(".json"));
const read = (language: Language, file: string): Tree => JSON.parse(readFileSync(new URL(file, folder(language)), "utf8"));

const leaves = (tree: Tree, path = ""): readonly (readonly [string, string])[] =>
	Object.entries(tree).flatMap(([key, value]) =>
		typeof value === "string" ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
	);

const pluralSuffix = /_(zero|one|two|few|many|other)$/;
const stems = (tree: Tree) => [...new Set(leaves(tree).map(([key]) => key.replace(pluralSuffix, "")))].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([a-zA-Z]+)/g)].map(([, name]) => name).sort();

/** The placeholders of a key, whichever plural form says most. */
const placeholdersOf = (tree: Tree, stem: string) =>
	[...new Set(leaves(tree).flatMap(([key, text]) => (key.replace(pluralSuffix, "") === stem ? placeholders(text) : [])))].sort();

describe("locales", () => {
	it.each(files)("say the same keys with the same placeholders in every language: %s", (file) => {
		const english = read("en", file);
		for (const language of languages) {
			const other = read(language, file);
			expect(stems(other), language).toEqual(stems(english));
			for (const stem of stems(english)) expect(placeholdersOf(other, stem), `${language} ${stem}`).toEqual(placeholdersOf(english, stem));
		}
	});

	it.each(languages)("have exactly the plural forms %s needs", (language) => {
		const categories = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
		for (const file of files) {
			const tree = read(language, file);
			const plural = leaves(tree).filter(([key]) => pluralSuffix.test(key));
			for (const stem of new Set(plural.map(([key]) => key.replace(pluralSuffix, "")))) {
				const found = plural.filter(([key]) => key.replace(pluralSuffix, "") === stem).map(([key]) => pluralSuffix.exec(key)?.[1]);
				expect(found.sort(), `${file} ${stem}`).toEqual(categories);
			}
		}
	});

	it.each(languages)("leave no sentence empty in %s", (language) => {
		for (const file of files) for (const [key, text] of leaves(read(language, file))) expect(text.trim(), `${file} ${key}`).not.toBe("");
	});

	it("use full-width punctuation and a space between Han and Latin in Chinese", () => {
		for (const file of files) {
			for (const [key, text] of leaves(read("zh-CN", file))) {
				const said = text.replace(/\{\{[^}]*\}\}/g, "").replace(/\n\nHello[\s\S]*$|\n\nI only[\s\S]*$/, "");
				expect(said, `${file} ${key}: half-width punctuation`).not.toMatch(/[\u4e00-\u9fff][,;:!?]/);
				expect(said, `${file} ${key}: no space between Han and Latin`).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/);
			}
		}
	});

	it("keep the article's advertising and its numbers out of everything Relink says or listens to", () => {
		const banned = /盛付通|mepos|一清机|0\.6%|0\.55%|0\.38%|36元|被风控的(银行)?卡|资金绝对安全/;
		for (const language of languages) {
			const names = readdirSync(folder(language), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
			for (const entry of names) expect(readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"), entry.name).not.toMatch(banned);
		}
	});

	it("type their keys", () => {
		const known: CopyKey = "flows.handOff.opened";
		// @ts-expect-error: a key that no file has does not compile
		const unknown: CopyKey = "flows.handOff.noSuchKey";
		expect([known, unknown]).toHaveLength(2);
	});
});

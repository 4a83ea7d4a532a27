import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import { languages } from "../../../locales/languages.ts";

type Tree = { readonly [key: string]: string | Tree };

const read = (language: string, file: string): Tree => JSON.parse(readFileSync(`locales/${language}/${file}.json`, "utf8"));
const leaves = (tree: Tree): readonly string[] =>
	Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leaves(value)));
const keys = (tree: Tree | string | undefined): readonly string[] => Object.keys(typeof tree === "object" ? tree : {});

const hanCount = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;

describe.each(languages)("copy in %s", (language) => {
	const files = { causes: read(language, "causes"), repairs: read(language, "repairs"), questions: read(language, "questions") };
	const all = Object.values(files).flatMap(leaves);

	it("has every cause, repair and question, and no others", () => {
		expect(keys(files.causes)).toEqual(catalogue.causes.map(({ id }) => id));
		expect(keys(files.repairs)).toEqual(catalogue.repairs.map(({ id }) => id));
		expect(keys(files.questions)).toEqual(catalogue.questions.map(({ id }) => id));
	});

	it.each(catalogue.questions)("has every answer of $id, short enough for a button", ({ id, answers }) => {
		const question = files.questions[id];
		const labels = typeof question === "object" ? question.answers : undefined;
		expect(keys(labels)).toEqual([...answers, "unknown"]);
		for (const label of typeof labels === "object" ? leaves(labels) : []) {
			expect(hanCount(label), label).toBeLessThanOrEqual(12);
			expect(label.length, label).toBeLessThanOrEqual(30);
		}
	});

	it("numbers the steps of every repair", () => {
		for (const { id } of catalogue.repairs) {
			const repair = files.repairs[id];
			const steps = typeof repair === "object" ? String(repair.do).split("\n") : [];
			expect(steps.length).toBeGreaterThanOrEqual(3);
			for (const [at, step] of steps.entries()) expect(step).toMatch(new RegExp(`^${at + 1}\\. `));
		}
	});

	it("never advises what the gates forbid, nor advertises", () => {
		const forbidden =
			/(?<!不要|也不要)(拆开|打开)机器|关(闭|掉).{0,4}防火墙|open the case|(disable|switch off|turn off)[^.]*firewall|盛付通|mepos|一清|0\.6\s?%/i;
		for (const sentence of all) expect(sentence).not.toMatch(forbidden);
	});

	it("stays calm and well set: no exclamation marks, a space between Han and Latin, full-width punctuation", () => {
		for (const sentence of all) {
			expect(sentence).not.toMatch(/[!！]/);
			expect(sentence).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
			expect(sentence).not.toMatch(/\p{Script=Han}[,;:?()]/u);
		}
	});

	it("says settle or upload first where sales could be lost", () => {
		const first = language === "en" ? /upload|settle/i : /上传|结算/;
		for (const id of ["restartTerminal", "updateTms", "paramRedownload", "simReseat", "signIn"]) {
			const repair = files.repairs[id];
			expect(typeof repair === "object" ? String(repair.do).split("\n")[0] : "").toMatch(first);
		}
	});
});

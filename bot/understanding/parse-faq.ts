// One FAQ file: front matter between two lines of `---`, then the answer in Markdown. A mistake names the file and the line.

import type { Faq } from "../../dialogs/faq/faq.ts";
import type { TextFile } from "./read-files.ts";

export class FaqMistake extends Error {}

type Fields = { readonly [name: string]: string | readonly string[] };

export const parseFaq = ({ path, text }: TextFile): Faq => {
	const lines = text.replaceAll("\r\n", "\n").split("\n");
	const end = lines.indexOf("---", 1);
	if (lines[0] !== "---") throw new FaqMistake(`${path}:1: expected "---" before the front matter`);
	if (end < 0) throw new FaqMistake(`${path}:${lines.length}: expected "---" after the front matter`);
	const fields = readFields(path, lines.slice(1, end));
	const id = textField(path, fields, "id");
	const fileName = path.replace(/^.*\/|\.md$/gu, "");
	if (id !== fileName) throw new FaqMistake(`${path}:2: the id "${id}" is not the file's name "${fileName}"`);
	const body = lines
		.slice(end + 1)
		.join("\n")
		.trim();
	if (body === "") throw new FaqMistake(`${path}:${end + 2}: the answer is empty`);
	return {
		id,
		title: textField(path, fields, "title"),
		questions: listField(fields, "questions"),
		related: listField(fields, "related"),
		body,
	};
};

const allowed = ["id", "title", "questions", "related"];

const readFields = (path: string, lines: readonly string[]): Fields => {
	const fields: Record<string, string | string[]> = {};
	let current = "";
	lines.forEach((line, i) => {
		const place = `${path}:${i + 2}`;
		if (line.trim() === "" || line.trimStart().startsWith("#")) return;
		const item = /^\s+-\s+(.+)$/u.exec(line)?.[1];
		const list = fields[current];
		if (item !== undefined && Array.isArray(list)) {
			list.push(unquote(item));
			return;
		}
		const [, name, value] = /^(\w+):\s*(.*)$/u.exec(line) ?? [];
		if (name === undefined || value === undefined) throw new FaqMistake(`${place}: expected "name: value" or "  - item"`);
		if (!allowed.includes(name)) throw new FaqMistake(`${place}: "${name}" is none of ${allowed.join(", ")}`);
		if (name in fields) throw new FaqMistake(`${place}: "${name}" is there twice`);
		current = name;
		fields[name] = textOrList(value);
	});
	return fields;
};

const textOrList = (value: string): string | string[] => {
	if (value === "") return [];
	const list = /^\[(.*)\]$/u.exec(value)?.[1];
	if (list === undefined) return unquote(value);
	return list
		.split(",")
		.map(unquote)
		.filter((item) => item !== "");
};

const unquote = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/u, "$2");

const textField = (path: string, fields: Fields, name: string): string => {
	const value = fields[name];
	if (typeof value === "string" && value !== "") return value;
	throw new FaqMistake(`${path}:1: "${name}" is missing`);
};

const listField = (fields: Fields, name: string): readonly string[] => {
	const value = fields[name] ?? [];
	return typeof value === "string" ? [value] : value;
};

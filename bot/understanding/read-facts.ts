// Reads lines that say which facts a message states: facts, a tab, the message; "-" when it states none.

import { readFile } from "node:fs/promises";
import { factNamed } from "../../dialogs/understanding/evidence.ts";

export type FactLine = {
	/** Such as "scope=one". */
	readonly facts: readonly string[];
	/** The code on the screen, if the message names one. That it does is learned; which one it is, is read by its form. */
	readonly code: string | null;
	readonly text: string;
};

const codePrefix = "code=";

/** Throws with the file and the line when a fact does not exist or the tab is missing. Lines with `#` in front are comments. */
export const readFacts = async (file: string): Promise<readonly FactLine[]> =>
	(await readFile(file, "utf8")).split("\n").flatMap((line, at) => {
		if (line.trim() === "" || line.startsWith("#")) return [];
		const [names = "", text] = line.split("\t");
		if (text === undefined) throw new Error(`${file}, line ${at + 1}: expected facts, a tab and the message`);
		const all = names.split(" ").filter((name) => name !== "-");
		const code = all.find((name) => name.startsWith(codePrefix))?.slice(codePrefix.length) ?? null;
		const facts = all.filter((name) => !name.startsWith(codePrefix));
		const unknown = facts.find((name) => factNamed(name) === null);
		if (unknown !== undefined) throw new Error(`${file}, line ${at + 1}: there is no fact "${unknown}"`);
		return [{ facts, code, text: text.trim() }];
	});

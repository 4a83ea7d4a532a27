// `npm run understand -- "text"`: what Relink understands of a text, as JSON. `--stdin` reads a text a line.

import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { redact } from "../../dialogs/privacy/redact.ts";
import { createUnderstand, type Understand } from "../../dialogs/understanding/understand.ts";
import { loadUnderstanding } from "./assets.ts";

/** The bundle lies beside the assets. */
const assetFolder = fileURLToPath(new URL(".", import.meta.url));

const main = async (): Promise<void> => {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { stdin: { type: "boolean", default: false } } });
	if (!values.stdin && positionals.length === 0) {
		process.stderr.write('npm run understand -- "text" | --stdin\n');
		process.exitCode = 2;
		return;
	}
	const understand = createUnderstand(loadUnderstanding(assetFolder));
	if (!values.stdin) return print(understand, positionals.join(" "), 2);
	for await (const line of createInterface({ input: process.stdin })) print(understand, line, 0);
};

const print = (understand: Understand, text: string, indent: number): void => {
	const redacted = redact(text);
	const { language, intent, evidence, code, faq } = understand(redacted.text, { language: "zh-CN", choices: [], question: null });
	const told = { language: language.kind === "known" ? language.language : language.kind, redacted: redacted.text, intent, evidence };
	process.stdout.write(`${JSON.stringify({ ...told, ...(code === null ? {} : { code }), faq }, null, indent)}\n`);
};

await main();

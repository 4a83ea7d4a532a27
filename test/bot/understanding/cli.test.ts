import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const cli = new URL("../../../dist/understand.js", import.meta.url).pathname;
const run = promisify(execFile);

const withInput = (input: string): Promise<string> =>
	new Promise((resolve, reject) => {
		const child = execFile(process.execPath, [cli, "--stdin"], (failure, stdout) => (failure === null ? resolve(stdout) : reject(failure)));
		child.stdin?.end(input);
	});

describe("npm run understand", () => {
	it("prints what it understands of a text, redacted", async () => {
		const { stdout } = await run(process.execPath, [cli, "only this terminal shows error 97, my card is 4111 1111 1111 1111"]);
		expect(JSON.parse(stdout)).toEqual({
			language: "en",
			redacted: "only this terminal shows error 97, my card is [card]",
			intent: { id: "problem", score: expect.any(Number), verdict: "sure", alternatives: expect.any(Array) },
			evidence: expect.arrayContaining([{ question: "scope", answer: "one", score: expect.any(Number) }]),
			code: "97",
			faq: expect.any(Array),
		});
	});

	it("reads a text a line", async () => {
		const lines = (await withInput("POS机连不上后台\nwhat is your phone number\n")).trim().split("\n");
		expect(lines.map((line) => JSON.parse(line).language)).toEqual(["zh-CN", "en"]);
	});

	it("says how to use it when there is no text", async () => {
		await expect(run(process.execPath, [cli])).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("--stdin") });
	});
});

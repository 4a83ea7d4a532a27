import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openStore } from "../../../bot/store/open-store.ts";
import { redact } from "../../../dialogs/privacy/redact.ts";
import { aConversation, answered } from "../../contracts/store-builders.ts";
import { silentLogger } from "../../support/silent-logger.ts";

const run = promisify(execFile);
const review = (...args: string[]) => run(process.execPath, ["--import", "tsx", "bot/store/review-cli.ts", ...args]);

describe("npm run review", () => {
	it("lists what was not understood, the same words once, most often first, and nothing that was redacted", async () => {
		const dataDir = mkdtempSync(join(tmpdir(), "relink-review-"));
		const store = await openStore({ dataDir, databaseUrl: null, logger: silentLogger });
		for (const [id, said] of [
			["c-1", "the wotsit is cattywampus"],
			["c-2", "my card is 4111 1111 1111 1111"],
			["c-3", "the wotsit is cattywampus"],
		] as const) {
			await store.conversations.create(aConversation(id), 1);
			await answered(store, id, "?", {
				effects: [{ kind: "review", text: redact(said).text, language: "en", offered: ["faq.router", "problem"] }],
			});
		}
		await store.close();
		const { stdout } = await review("--from", dataDir);
		expect(stdout.trim().split("\n")).toEqual([
			expect.stringMatching(/^2\t\d{4}-\d\d-\d\d\ten\tthe wotsit is cattywampus\tfaq\.router problem$/),
			expect.stringMatching(/^1\t.*\tmy card is \[card\]\t/),
		]);
	});

	it("says how it is called", async () => {
		await expect(review()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("--from DATA_DIR") });
	});
});

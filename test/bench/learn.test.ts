import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../bot/store/open-store.ts";
import type { Store } from "../../bot/store/store.ts";
import type { CauseId } from "../../dialogs/knowledge/causes.ts";
import { overridesSchema } from "../../dialogs/knowledge/overrides.ts";
import { aConversation, answered, aSummary } from "../contracts/store-builders.ts";
import { silentLogger } from "../support/silent-logger.ts";

type Run = { readonly status: number; readonly stdout: string; readonly stderr: string };

const aFolder = (): string => mkdtempSync(join(tmpdir(), "relink-learn-"));

const learn = (lines: string): Promise<Run> => {
	const path = join(aFolder(), "closed.jsonl");
	writeFileSync(path, lines);
	return learnFrom(path);
};

const learnFrom = (path: string): Promise<Run> =>
	new Promise((resolve) => {
		execFile(process.execPath, ["--import", "tsx", "bench/learn.ts", "--from", path, "--propose"], (error, stdout, stderr) => {
			resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
		});
	});

const solve = async (store: Store, id: string, topCause: CauseId): Promise<void> => {
	const outcome = { ending: "solved", confirmed: true, steps: 2, evidence: [], topCause } as const;
	await store.conversations.create(aConversation(id), 1);
	await answered(store, id, "it works", { effects: [{ kind: "recordOutcome", outcome }] });
};

describe("learn", () => {
	it("proposes an overrides file, largest change first, with its effect", async () => {
		const { stdout } = await learn('{"cause":"simNoData"}\n{"cause":"simNoData"}\n');
		const { cases, expectedMinutes, proposals, overrides } = JSON.parse(stdout);
		expect(cases).toBe(2);
		expect(proposals[0]).toMatchObject({ cause: "simNoData", before: 6, cases: 2 });
		expect(overridesSchema.parse(overrides)).toEqual(overrides);
		expect(expectedMinutes.proposed).toBeLessThan(20);
	});

	it("reads what an installation keeps: agents' causes first, then what merchants confirmed", async () => {
		const dataDir = aFolder();
		const store = await openStore({ dataDir, databaseUrl: null, logger: silentLogger });
		for (const [id, topCause] of [
			["c-1", "simNoData"],
			["c-2", "clockWrong"],
		] as const)
			await solve(store, id, topCause);
		const { reference } = await store.cases.open("key", "c-2", aSummary(), 1);
		await store.cases.close(reference, "routerFault", 2);
		await store.close();
		const { cases, proposals } = JSON.parse((await learnFrom(dataDir)).stdout);
		expect(cases).toBe(2);
		const counted = proposals.filter((row: { cases: number }) => row.cases > 0).map((row: { cause: string }) => row.cause);
		expect(counted.toSorted()).toEqual(["routerFault", "simNoData"]);
	});

	it("names every line it cannot read, and proposes nothing", async () => {
		const { status, stdout, stderr } = await learn('{"cause":"gremlins"}\nrouterFault\n');
		expect(status).toBe(1);
		expect(stdout).toBe("");
		expect(stderr).toMatch(/closed\.jsonl:1:/);
		expect(stderr).toMatch(/closed\.jsonl:2:/);
	});
});

import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { overridesSchema } from "../../dialogs/knowledge/overrides.ts";

type Run = { readonly status: number; readonly stdout: string; readonly stderr: string };

const learn = (lines: string): Promise<Run> => {
	const path = join(mkdtempSync(join(tmpdir(), "relink-learn-")), "closed.jsonl");
	writeFileSync(path, lines);
	return new Promise((resolve) => {
		execFile(process.execPath, ["--import", "tsx", "bench/learn.ts", "--from", path, "--propose"], (error, stdout, stderr) => {
			resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
		});
	});
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

	it("names every line it cannot read, and proposes nothing", async () => {
		const { status, stdout, stderr } = await learn('{"cause":"gremlins"}\nrouterFault\n');
		expect(status).toBe(1);
		expect(stdout).toBe("");
		expect(stderr).toMatch(/closed\.jsonl:1:/);
		expect(stderr).toMatch(/closed\.jsonl:2:/);
	});
});

import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jensen } from "../dialogs/diagnosis/jensen.ts";

type Run = { readonly status: number; readonly stdout: string; readonly stderr: string };

const folder = mkdtempSync(join(tmpdir(), "relink-bench-"));

const file = (name: string, content: unknown): string => {
	const path = join(folder, name);
	writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
	return path;
};

const bench = (...args: readonly string[]): Promise<Run> =>
	new Promise((resolve) => {
		execFile(process.execPath, ["--import", "tsx", "bench/diagnosis.ts", ...args], (error, stdout, stderr) => {
			resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
		});
	});

describe("bench:diagnosis --model", () => {
	it("prints one JSON object as the contract has it", async () => {
		const { status, stdout } = await bench("--model", file("jensen.json", jensen));
		const result: unknown = JSON.parse(stdout);
		expect(status).toBe(0);
		expect(result).toEqual({
			ecr: expect.closeTo(1.45, 9),
			optimal: expect.closeTo(1.45, 9),
			ratio: expect.closeTo(1, 9),
			checklist: expect.closeTo(1.7, 9),
			states: expect.any(Number),
			msPerDecision: { p50: expect.any(Number), p99: expect.any(Number) },
		});
	});

	it("evaluates another policy by name", async () => {
		const { stdout } = await bench("--model", file("jensen.json", jensen), "--policy", "pc");
		expect(JSON.parse(stdout)).toMatchObject({ ecr: expect.closeTo(1.5, 9), ratio: expect.closeTo(1.5 / 1.45, 9) });
	});

	it("takes absent fixes for none and normalises priors", async () => {
		const bare = {
			...jensen,
			causes: jensen.causes.map(({ id, prior }) => ({ id, prior: prior * 10 })),
			repairs: [{ id: "A", minutes: 1 }],
		};
		const { stdout } = await bench("--model", file("bare.json", bare));
		expect(JSON.parse(stdout)).toMatchObject({ ecr: 100, optimal: 100, checklist: 101 });
	});

	it.each([
		{ why: "not JSON", content: "{", stderr: /not a readable JSON file/ },
		{ why: "no causes", content: { ...jensen, causes: [] }, stderr: /causes/ },
		{
			why: "an unknown cause",
			content: { ...jensen, repairs: [{ id: "A", minutes: 1, fixes: { x: 1 } }] },
			stderr: /repairs\.0\.fixes\.x/,
		},
		{
			why: "a row too short",
			content: { ...jensen, questions: [{ id: "q", minutes: 1, answers: ["y", "n"], likelihood: { "1": [1] } }] },
			stderr: /questions\.0\.likelihood\.4/,
		},
	])("names the mistake and prints no JSON: $why", async ({ content, stderr }) => {
		const run = await bench("--model", file("wrong.json", content));
		expect(run.status).toBe(1);
		expect(run.stdout).toBe("");
		expect(run.stderr).toMatch(stderr);
	});
});

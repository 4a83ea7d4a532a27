import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDirectLine } from "../support/direct-line-merchant.ts";
import { freePort } from "../support/free-port.ts";

const bundle = new URL("../../dist/server.js", import.meta.url).pathname;

type Ended = { readonly code: number | null; readonly output: string };

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "relink-main-"));
});

afterEach(async () => {
	for (const child of children.splice(0)) child.kill("SIGKILL");
	await rm(folder, { recursive: true, force: true });
});

const run = (variables: Readonly<Record<string, string>>) => {
	const child = spawn(process.execPath, [bundle], {
		cwd: folder,
		env: { PATH: process.env.PATH, PORT: "0", DATA_DIR: join(folder, "data"), ...variables },
	});
	children.push(child);
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
	const ended = new Promise<Ended>((resolve) => child.on("exit", (code) => resolve({ code, output })));
	const url = new Promise<string>((resolve, reject) => {
		child.stdout.on("data", () => {
			const found = /chat\s+(http:\S+)\//.exec(output)?.[1];
			if (found !== undefined) resolve(found);
		});
		void ended.then(() => reject(new Error(output)));
	});
	url.catch(() => undefined);
	return { child, ended, url, output: () => output };
};

const isReady = (port: number): Promise<boolean> =>
	fetch(`http://127.0.0.1:${port}/readyz`).then(
		({ ok }) => ok,
		() => false,
	);

describe("npm start", () => {
	it("stops at a wrong configuration, names every mistake, and exits with 78", async () => {
		const { code, output } = await run({ PORT: "many", TIME_ZONE: "Asia/Atlantis" }).ended;
		expect(code).toBe(78);
		expect(output).toMatch(/PORT[\s\S]*TIME_ZONE/);
	});

	it("does not listen beyond loopback without an app id", async () => {
		const { code, output } = await run({ HOST: "0.0.0.0" }).ended;
		expect(code).toBe(78);
		expect(output).toContain("HOST");
	});

	it("stops gracefully on a signal from the moment its doors are open", async () => {
		const port = await freePort();
		const starting = run({ PORT: String(port) });
		await expect.poll(() => isReady(port), { timeout: 20_000, interval: 1 }).toBe(true);
		starting.child.kill("SIGTERM");
		expect((await starting.ended).code).toBe(0);
	});

	it("ends when it cannot start, so that whoever looks after it hears of it", async () => {
		const { code, output } = await run({ DATABASE_URL: `postgres://127.0.0.1:${await freePort()}/none` }).ended;
		expect(code).toBe(1);
		expect(output).toContain("ECONNREFUSED");
	});

	it("prints where everything is, and the first desk login once", async () => {
		const first = run({});
		await first.url;
		expect(first.output()).toMatch(/\/desk\b[\s\S]*\/sandbox[\s\S]*admin \/ \S{12,}/);
		first.child.kill("SIGTERM");
		expect((await first.ended).code).toBe(0);
		const second = run({});
		await second.url;
		expect(second.output()).not.toContain("admin /");
	});

	it("shows every queue and every wait to Prometheus", async () => {
		const url = await run({}).url;
		const merchant = await openDirectLine(url, "en");
		await merchant.hear();
		const text = await (await fetch(`${url}/metrics`)).text();
		const waiting = [...text.matchAll(/^relink_waiting\{what="(\w+)"\} \d+$/gm)].map(([, what]) => what);
		expect(waiting).toEqual(["database", "answers", "deliveries", "deadLetters", "cases"]);
		for (const name of ["conversations_busy", "outbox_in_flight", "sockets_open", "promises_pressing"])
			expect(text).toMatch(new RegExp(`^relink_${name} \\d+$`, "m"));
		for (const name of ["accept", "turn", "answer"]) expect(text).toContain(`relink_${name}_seconds_bucket`);
	});

	it("goes on where the merchant was after kill -9", async () => {
		const before = run({});
		const merchant = await openDirectLine(await before.url, "en");
		await merchant.hear();
		await merchant.write("my terminal can't connect");
		const [step] = (await merchant.hear()).slice(-1);
		await merchant.write("every terminal in the shop");
		before.child.kill("SIGKILL");
		await before.ended;
		const after = run({});
		merchant.moveTo(await after.url);
		const [next] = (await merchant.hear()).slice(-1);
		expect(next?.channelData?.relink?.kind).toMatch(/question|repair|gate/);
		expect((await merchant.all()).filter(({ text }) => text === "every terminal in the shop")).toHaveLength(1);
		expect(new Set((await merchant.all()).map(({ id }) => id)).size).toBe((await merchant.all()).length);
		expect(step?.channelData?.relink?.kind).toMatch(/question|repair|gate/);
	});
});

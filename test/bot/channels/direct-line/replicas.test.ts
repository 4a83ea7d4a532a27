import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../../support/postgres.ts";
import { begin, call, openStream, type Session, type Stream } from "../support/direct-line-calls.ts";
import { type Channels, startChannels } from "../support/start-channels.ts";

const postgres = await startPostgres();
const dataDir = await mkdtemp(join(tmpdir(), "relink-replicas-"));

afterAll(async () => {
	await postgres?.stop();
	await rm(dataDir, { recursive: true });
});

describe.each([
	{ over: "one SQLite file", options: { dataDir } },
	...(postgres === null ? [] : [{ over: "PostgreSQL", options: { databaseUrl: postgres.url } }]),
])("two replicas over $over", ({ options }) => {
	let replicas: readonly [Channels, Channels];

	beforeAll(async () => {
		replicas = [await startChannels(options), await startChannels(options)];
	});
	afterAll(async () => {
		for (const replica of replicas) await replica.close();
	});

	const at = (streamUrl: string, { port }: Channels): string => Object.assign(new URL(streamUrl), { port }).href;
	const isOpened = ({ socket, closed }: Stream): Promise<boolean> =>
		Promise.race([new Promise<boolean>((resolve) => socket.once("open", () => resolve(true))), closed.then(() => false)]);

	it("open one socket for a stream URL that is tried at both at once", async () => {
		const [here, there] = replicas;
		const session = await begin(here);
		for (let round = 0; round < 20; round++) {
			const resumed = await call(here, "GET", `/conversations/${session.conversationId}`, { bearer: session.token });
			const { streamUrl }: Session = await resumed.json();
			const streams = [here, there, here, there].map((replica) => openStream(at(streamUrl, replica)));
			const opened = await Promise.all(streams.map(isOpened));
			expect(opened.filter(Boolean)).toHaveLength(1);
			for (const { socket } of streams) socket.terminate();
		}
	});

	it("open none for one that was used at the other before", async () => {
		const [here, there] = replicas;
		const { streamUrl } = await begin(there);
		const first = openStream(at(streamUrl, there));
		expect(await isOpened(first)).toBe(true);
		expect(await isOpened(openStream(at(streamUrl, here)))).toBe(false);
		first.socket.terminate();
	});
});

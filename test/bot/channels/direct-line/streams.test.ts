import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { begin, call, getToken, openStream, type Session, type Stream, say } from "../support/direct-line-calls.ts";
import { type Channels, startChannels } from "../support/start-channels.ts";

let channels: Channels;
const streams: Stream[] = [];

const open = (url: string, origin?: string): Stream => {
	const stream = openStream(url, origin);
	streams.push(stream);
	return stream;
};

const resume = async (session: Session, watermark: number | string): Promise<Session> => {
	const response = await call(channels, "GET", `/conversations/${session.conversationId}?watermark=${watermark}`, {
		bearer: session.token,
	});
	return response.json();
};

afterEach(async () => {
	for (const { socket } of streams.splice(0)) socket.terminate();
	await channels.close();
});

describe("a stream URL", () => {
	it("opens one socket", async () => {
		channels = await startChannels();
		const { streamUrl } = await begin(channels);
		const first = open(streamUrl);
		await expect.poll(() => first.seen.length).toBe(1);
		expect(await open(streamUrl).closed).toBe(-1);
	});

	it("is good for a minute", async () => {
		channels = await startChannels();
		const { streamUrl } = await begin(channels);
		channels.wait(60_001);
		expect(await open(streamUrl).closed).toBe(-1);
	});

	it("is good on the token's page only, and is not used up elsewhere", async () => {
		channels = await startChannels();
		const { token } = await getToken(channels, channels.url);
		const { streamUrl }: Session = await (await call(channels, "POST", "/conversations", { bearer: token })).json();
		expect(await open(streamUrl, "https://evil.example").closed).toBe(-1);
		const own = open(streamUrl, channels.url);
		await expect.poll(() => own.seen.length).toBe(1);
	});

	it("is not made up", async () => {
		channels = await startChannels();
		const { streamUrl } = await begin(channels);
		expect(await open(`${streamUrl}x`).closed).toBe(-1);
		expect(await open(streamUrl.replace(/\?.*/, "")).closed).toBe(-1);
	});
});

describe("a stream", () => {
	it("loses and doubles nothing over many drops while messages keep coming", async () => {
		channels = await startChannels();
		let session = await begin(channels);
		const seen: (readonly [number, string])[] = [];
		const talk = (async () => {
			for (let i = 0; i < 60; i++) await say(channels, session, `m${i}`, `id-${i}`);
		})();
		while (seen.length < 121) {
			const stream = open(session.streamUrl);
			const target = Math.min(seen.length + 13, 121);
			await expect.poll(() => seen.length + stream.seen.length, { interval: 2 }).toBeGreaterThanOrEqual(target);
			stream.socket.terminate();
			seen.push(...stream.seen);
			session = await resume(session, seen.at(-1)?.[0] ?? "-");
		}
		await talk;
		expect(seen.map(([seq]) => seq)).toEqual(Array.from({ length: 121 }, (_, index) => index + 1));
		const said = seen.map(([, text]) => text).filter((text) => text.startsWith("m"));
		expect(said).toEqual(Array.from({ length: 60 }, (_, index) => `m${index}`));
	});

	it.each(["", "-"])("replays everything after watermark %j", async (watermark) => {
		channels = await startChannels();
		const session = await begin(channels);
		await say(channels, session, "hi");
		const stream = open((await resume(session, watermark)).streamUrl);
		await expect.poll(() => stream.seen.map(([, text]) => text)).toEqual(["hello null", "hi", "you said hi +0"]);
	});

	it("goes on after a restart, with the same token and watermark", async () => {
		const dataDir = await mkdtemp(join(tmpdir(), "relink-restart-"));
		channels = await startChannels({ dataDir });
		const session = await begin(channels);
		const before = open(session.streamUrl);
		await expect.poll(() => before.seen.length).toBe(1);
		await channels.close();
		expect(await before.closed).toBe(1001);
		channels = await startChannels({ dataDir });
		await say(channels, session, "back again");
		const after = open((await resume(session, 1)).streamUrl);
		await expect
			.poll(() => after.seen)
			.toEqual([
				[2, "back again"],
				[3, "you said back again +0"],
			]);
		await rm(dataDir, { recursive: true, force: true });
	});

	it("takes the client's empty pings and closes on a frame no client sends", async () => {
		channels = await startChannels();
		const { streamUrl } = await begin(channels);
		const stream = open(streamUrl);
		await expect.poll(() => stream.seen.length).toBe(1);
		stream.socket.send("");
		stream.socket.send("x".repeat(64 * 1024 + 1));
		expect(await stream.closed).toBe(1009);
	});

	it("serves each page of a merchant, and closes the oldest of too many", async () => {
		channels = await startChannels();
		const session = await begin(channels);
		const all: Stream[] = [];
		for (let i = 0; i < 9; i++) {
			all.push(open((await resume(session, "-")).streamUrl));
			await expect.poll(() => all.at(-1)?.seen.length).toBe(1);
		}
		expect(await all[0]?.closed).toBe(1008);
		await say(channels, session, "to all");
		for (const stream of all.slice(1)) await expect.poll(() => stream.seen.map(([, text]) => text)).toContain("to all");
	});
});

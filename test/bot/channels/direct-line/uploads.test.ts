import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createUploads, type Uploads } from "../../../../bot/channels/direct-line/uploads.ts";
import { begin, call, type Session } from "../support/direct-line-calls.ts";
import { type Channels, startChannels } from "../support/start-channels.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const webp = Buffer.from("RIFF\x1a\0\0\0WEBPVP8L", "latin1");
const part = '--b\r\nContent-Disposition: form-data; name="';
const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");

describe("POST /conversations/:id/upload", () => {
	let channels: Channels;
	let session: Session;

	beforeAll(async () => {
		channels = await startChannels({ limits: { uploads: { limit: 1_000, windowMs: 1_000 } } });
		session = await begin(channels);
	});

	afterAll(() => channels.close());

	const form = (files: readonly (readonly [Buffer, string])[], activity?: string) => {
		const body = new FormData();
		if (activity !== undefined) body.append("activity", new Blob([activity], { type: "application/vnd.microsoft.activity" }));
		for (const [bytes, type] of files) body.append("file", new Blob([new Uint8Array(bytes)], { type }), "photo of me.png");
		return body;
	};

	const upload = (body: FormData | string, headers = {}) =>
		call(channels, "POST", `/conversations/${session.conversationId}/upload?userId=x`, { bearer: session.token, body, headers });

	const message = '{"type":"message","text":"look"}';

	it.each([
		{ why: "a picture with words", body: () => form([[png, "image/png"]], message), status: 200 },
		{ why: "a picture alone", body: () => form([[jpeg, "image/jpeg"]]), status: 200 },
		{ why: "four pictures", body: () => form(Array(4).fill([png, "image/png"]), message), status: 200 },
		{ why: "five pictures", body: () => form(Array(5).fill([png, "image/png"]), message), status: 413 },
		{ why: "more than 5 MB", body: () => form([[Buffer.concat([png, Buffer.alloc(5_300_000)]), "image/png"]], message), status: 413 },
		{ why: "a page that says it is a picture", body: () => form([[Buffer.from("<html><script>"), "image/png"]], message), status: 415 },
		{ why: "SVG, which can run scripts", body: () => form([[Buffer.from("<svg onload='x'/>"), "image/svg+xml"]], message), status: 415 },
		{ why: "a WebP picture", body: () => form([[webp, "image/webp"]], message), status: 200 },
		{ why: "another container with WEBP in its name", body: () => form([[Buffer.from("xxxx0000WEBPVP8 "), "image/webp"]]), status: 415 },
		{ why: "a picture cut before its kind is clear", body: () => form([[png.subarray(0, 7), "image/png"]], message), status: 415 },
		{ why: "a picture sent as the activity", body: () => form([], png.toString("latin1")), status: 400 },
		{ why: "300 kB of activity", body: () => form([], `{"type":"message","text":"${"x".repeat(300_000)}"}`), status: 413 },
		{ why: "an empty file", body: () => form([[Buffer.alloc(0), "image/png"]], message), status: 415 },
		{ why: "broken JSON beside it", body: () => form([[png, "image/png"]], "{"), status: 400 },
		{ why: "neither words nor picture", body: () => form([], '{"type":"message"}'), status: 400 },
	])("$why → $status", async ({ body, status }) => {
		expect((await upload(body())).status).toBe(status);
	});

	it.each([
		{ why: "100,000 parts", body: `${part}\r\n\r\n`.repeat(100_000), type: "multipart/form-data; boundary=b", status: 413 },
		{
			why: "a name of 5 MB",
			body: `${part}${"x".repeat(5_000_000)}"\r\n\r\n\r\n--b--`,
			type: "multipart/form-data; boundary=b",
			status: 413,
		},
		{
			why: "another boundary hidden in the header",
			body: `${part}\r\n\r\n`.repeat(100_000),
			type: 'multipart/form-data; x="; boundary=c"; boundary=b',
			status: 400,
		},
		{ why: "a boundary of 10,000 characters", body: "x", type: `multipart/form-data; boundary=${"b".repeat(10_000)}`, status: 400 },
		{ why: "nothing", body: "", type: "multipart/form-data; boundary=b", status: 400 },
		{ why: "no form at all", body: "{}", type: "application/json", status: 415 },
		{ why: "a form without a boundary", body: "x", type: "multipart/form-data", status: 400 },
		{
			why: "a form that ends in the middle",
			body: "--b\r\nContent-Disposition: form-data; name=",
			type: "multipart/form-data; boundary=b",
			status: 400,
		},
	])("$why → $status", async ({ body, type, status }) => {
		expect((await upload(body, { "Content-Type": type })).status).toBe(status);
	});

	it("serves a page that begins as a picture as a picture, which runs nothing", async () => {
		const fresh = await begin(channels);
		const polyglot = Buffer.concat([png, Buffer.from("<html><script>alert(1)</script>")]);
		await call(channels, "POST", `/conversations/${fresh.conversationId}/upload`, {
			bearer: fresh.token,
			body: form([[polyglot, "text/html"]]),
		});
		const [, entry] = await channels.store.conversations.log(fresh.conversationId, 0, 10);
		const { headers } = await fetch(channels.url + (entry?.attachments?.[0]?.contentUrl ?? ""));
		expect(headers.get("content-type")).toBe("image/png");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("content-security-policy")).toContain("default-src 'none'");
	});

	it("keeps the pictures of a message that comes again once", async () => {
		const fresh = await begin(channels);
		const body = () => form([[png, "image/png"]], '{"type":"message","channelData":{"clientActivityID":"same"}}');
		const send = () => call(channels, "POST", `/conversations/${fresh.conversationId}/upload`, { bearer: fresh.token, body: body() });
		const ids = await Promise.all([send(), send(), send()].map(async (sent) => ((await (await sent).json()) as { id: string }).id));
		expect(new Set(ids).size).toBe(1);
		const [, entry] = await channels.store.conversations.log(fresh.conversationId, 0, 10);
		const names = entry?.attachments?.map(({ contentUrl }) => contentUrl.split("/").at(-1));
		expect(await readdir(join(channels.dataDir, "uploads", fresh.conversationId))).toEqual(names);
	});

	it("keeps nothing of an upload it refuses", async () => {
		const before = await channels.store.conversations.log(session.conversationId, 0, 1_000);
		const filesBefore = await readdir(join(channels.dataDir, "uploads", session.conversationId));
		await upload(
			form(
				[
					[png, "image/png"],
					[Buffer.from("nope"), "image/png"],
				],
				message,
			),
		);
		await upload(form([[png, "image/png"]], '{"type":"banana"}'));
		expect(await channels.store.conversations.log(session.conversationId, 0, 1_000)).toHaveLength(before.length);
		expect(await readdir(join(channels.dataDir, "uploads", session.conversationId))).toEqual(filesBefore);
	});

	it("limits how many pictures a conversation may send", async () => {
		const limited = await startChannels({ limits: { uploads: { limit: 2, windowMs: 60_000 } } });
		const other = await begin(limited);
		const statuses: number[] = [];
		for (let i = 0; i < 3; i++) {
			const body = form([[png, "image/png"]]);
			statuses.push((await call(limited, "POST", `/conversations/${other.conversationId}/upload`, { bearer: other.token, body })).status);
		}
		expect(statuses).toEqual([200, 200, 429]);
		await limited.close();
	});

	it("limits how many pictures an address may send, in whatever conversations", async () => {
		const limited = await startChannels({ limits: { uploadsFrom: { limit: 2, windowMs: 60_000 } } });
		const statuses: number[] = [];
		for (let i = 0; i < 3; i++) {
			const other = await begin(limited);
			const body = form([[png, "image/png"]]);
			statuses.push((await call(limited, "POST", `/conversations/${other.conversationId}/upload`, { bearer: other.token, body })).status);
		}
		expect(statuses).toEqual([200, 200, 429]);
		await limited.close();
	});

	it("limits how often an address may fetch pictures", async () => {
		const limited = await startChannels({ limits: { pictures: { limit: 2, windowMs: 60_000 } } });
		const fetched = await Promise.all([1, 2, 3].map(() => call(limited, "GET", "/attachments/x/y.png")));
		expect(fetched.map(({ status }) => status)).toEqual([404, 404, 429]);
		await limited.close();
	});

	it("holds no more of uploads than it has room for, and takes them again once there is room", async () => {
		const whole = 20 * 1024 * 1024;
		const head = `POST /v3/directline/conversations/${session.conversationId}/upload HTTP/1.1\r\nHost: x\r\n`;
		const stall = () => {
			const socket = connect(channels.port, "127.0.0.1");
			socket.write(
				`${head}Authorization: Bearer ${session.token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${whole}\r\n\r\n`,
			);
			socket.write(Buffer.alloc(whole - 1));
			// Answered means refused: something else had the room just then.
			for (const refused of ["data", "error"]) socket.on(refused, () => socket.destroy());
			return socket;
		};
		const another = async () => (await upload(form([[png, "image/png"]], message))).status;
		let stalled: Socket | undefined;
		const anotherMeanwhile = async () => {
			if (stalled !== undefined && !stalled.destroyed) return another();
			stalled = stall();
			return "stalling";
		};
		await expect.poll(anotherMeanwhile, { timeout: 20_000, interval: 250 }).toBe(503);
		stalled?.destroy();
		await expect.poll(another, { timeout: 10_000 }).toBe(200);
	});

	it.each([
		"/attachments/x/y.png",
		"/attachments/..%2f..%2f/relink.db",
		"/attachments/x/..%2frelink.db",
		"/attachments/x/a.svg",
		"/attachments/x/a.png.png",
	])("GET %s → 404", async (path) => {
		expect((await call(channels, "GET", path)).status).toBe(404);
	});
});

describe("createUploads", () => {
	let folder: string;
	let uploads: Uploads;
	let ids = 0;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "relink-uploads-"));
		uploads = createUploads({ folder, newId: () => `id${++ids}` });
	});

	afterEach(() => rm(folder, { recursive: true, force: true }));

	it("finds what it saved, by its type", async () => {
		const path = await uploads.save("c", { type: "image/png", bytes: png });
		const found = await uploads.find("c", path.split("/").at(-1) ?? "");
		expect(found).toMatchObject({ type: "image/png", length: png.length });
		expect(Buffer.concat((await found?.bytes.toArray()) ?? [])).toEqual(png);
	});

	it("purges old pictures and leaves young ones", async () => {
		const old = await uploads.save("c", { type: "image/png", bytes: png });
		await uploads.save("c", { type: "image/png", bytes: png });
		await utimes(join(folder, "c", old.split("/").at(-1) ?? ""), 1, 1);
		expect(await uploads.purge(Date.now() - 1_000)).toBe(1);
		expect(await readdir(join(folder, "c"))).toHaveLength(1);
	});

	it("leaves no folder of a conversation whose pictures are gone", async () => {
		await uploads.save("c", { type: "image/png", bytes: png });
		expect(await uploads.purge(Date.now() + 1_000)).toBe(1);
		expect(await readdir(folder)).toEqual([]);
		expect(await uploads.save("c", { type: "image/png", bytes: png })).toContain("/c/");
	});

	it("forgets one conversation's pictures", async () => {
		await uploads.save("a", { type: "image/png", bytes: png });
		await uploads.save("b", { type: "image/png", bytes: png });
		await uploads.forget("a");
		expect(await readdir(folder)).toEqual(["b"]);
	});

	it("discards one picture, and no file of any other name", async () => {
		const [one, other] = [
			await uploads.save("c", { type: "image/png", bytes: png }),
			await uploads.save("c", { type: "image/png", bytes: png }),
		];
		await uploads.discard(one);
		await uploads.discard(`/v3/directline/attachments/c/../../${other.split("/").at(-1)}`).catch(() => undefined);
		expect(await readdir(join(folder, "c"))).toEqual([other.split("/").at(-1)]);
	});

	it("says that a picture could not be kept, and leaves nothing", async () => {
		await writeFile(join(folder, "full"), "a file where a folder is needed");
		await expect(uploads.save("full", { type: "image/png", bytes: png })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
		expect(await readdir(folder)).toEqual(["full"]);
	});

	it("purges nothing where nothing was ever saved", async () => {
		expect(await createUploads({ folder: join(folder, "none"), newId: String }).purge(Date.now())).toBe(0);
	});
});

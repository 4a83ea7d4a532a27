import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createUploads, type Uploads } from "../../../../bot/channels/direct-line/uploads.ts";
import { begin, call, type Session } from "../support/direct-line-calls.ts";
import { type Channels, startChannels } from "../support/start-channels.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
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
		{ why: "an empty file", body: () => form([[Buffer.alloc(0), "image/png"]], message), status: 415 },
		{ why: "broken JSON beside it", body: () => form([[png, "image/png"]], "{"), status: 400 },
		{ why: "neither words nor picture", body: () => form([], '{"type":"message"}'), status: 400 },
	])("$why → $status", async ({ body, status }) => {
		expect((await upload(body())).status).toBe(status);
	});

	it.each([
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

	it("keeps nothing of an upload it refuses", async () => {
		const before = await channels.store.conversations.log(session.conversationId, 0, 1_000);
		await upload(
			form(
				[
					[png, "image/png"],
					[Buffer.from("nope"), "image/png"],
				],
				message,
			),
		);
		expect(await channels.store.conversations.log(session.conversationId, 0, 1_000)).toHaveLength(before.length);
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
		expect(await uploads.find("c", path.split("/").at(-1) ?? "")).toEqual({ type: "image/png", bytes: png });
	});

	it("purges old pictures and leaves young ones", async () => {
		const old = await uploads.save("c", { type: "image/png", bytes: png });
		await uploads.save("c", { type: "image/png", bytes: png });
		await utimes(join(folder, "c", old.split("/").at(-1) ?? ""), 1, 1);
		expect(await uploads.purge(Date.now() - 1_000)).toBe(1);
		expect(await readdir(join(folder, "c"))).toHaveLength(1);
	});

	it("forgets one conversation's pictures", async () => {
		await uploads.save("a", { type: "image/png", bytes: png });
		await uploads.save("b", { type: "image/png", bytes: png });
		await uploads.forget("a");
		expect(await readdir(folder)).toEqual(["b"]);
	});

	it("purges nothing where nothing was ever saved", async () => {
		expect(await createUploads({ folder: join(folder, "none"), newId: String }).purge(Date.now())).toBe(0);
	});
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { boundedFetch, maxBodyBytes } from "../../../bot/status/bounded-fetch.ts";
import { type Pages, startPages } from "../../contracts/status-pages.ts";

describe("boundedFetch", () => {
	let pages: Pages;
	beforeEach(async () => {
		pages = await startPages((_request, response) => void response.end("fine"));
	});
	afterEach(() => pages.close());

	const get = (path = "/", deadlineMs = 2_000) => boundedFetch(`${pages.url}${path}`, { signal: new AbortController().signal, deadlineMs });

	it("gives the status and the body", async () => {
		expect(await get()).toEqual({ kind: "answered", status: 200, body: "fine" });
	});

	it("gives up at its own deadline, though nobody told it to", async () => {
		pages.answer = () => undefined;
		expect(await get("/", 50)).toEqual({ kind: "failed", reason: "timeout" });
	});

	it("follows a redirect within the host", async () => {
		pages.answer = (request, response) => {
			if (request.url === "/moved") response.writeHead(307, { Location: "/here" });
			response.end("here");
		};
		expect(await get("/moved")).toMatchObject({ kind: "answered", body: "here" });
		expect(pages.asked).toEqual(["/moved", "/here"]);
	});

	it("sends nothing to another host, nor to another port of the same", async () => {
		const elsewhere = await startPages((_request, response) => void response.end("caught"));
		pages.answer = (_request, response) => void response.writeHead(302, { Location: elsewhere.url }).end();
		expect(await get()).toEqual({ kind: "failed", reason: "unreachable" });
		expect(elsewhere.asked).toEqual([]);
		await elsewhere.close();
	});

	it.each([
		{ why: "exactly the limit", bytes: maxBodyBytes, kind: "answered" },
		{ why: "one byte more", bytes: maxBodyBytes + 1, kind: "failed" },
	])("takes a body up to its limit: $why", async ({ bytes, kind }) => {
		pages.answer = (_request, response) => void response.end("x".repeat(bytes));
		expect((await get()).kind).toBe(kind);
	});
});

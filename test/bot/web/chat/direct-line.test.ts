import { describe, expect, it } from "vitest";
import { createDirectLine, failed } from "../../../../bot/web/chat/direct-line.ts";

describe("failed", () => {
	it.each([
		{ why: "a token that is no good", status: 403, meaning: { kind: "expired" } },
		{ why: "no token at all", status: 401, meaning: { kind: "expired" } },
		{ why: "a conversation that is no more", status: 404, meaning: { kind: "ended" } },
		{ why: "a body the server will never take", status: 400, meaning: { kind: "refused" } },
		{ why: "a body that is too large", status: 413, meaning: { kind: "refused" } },
		{ why: "a request that took too long", status: 408, meaning: { kind: "unreachable", retryAfterMs: null } },
		{ why: "a server in trouble", status: 503, meaning: { kind: "unreachable", retryAfterMs: null } },
	])("takes $status for $why", ({ status, meaning }) => {
		expect(failed(status, null)).toEqual(meaning);
	});

	it.each([
		{ header: "3", retryAfterMs: 3_000 },
		{ header: "soon", retryAfterMs: null },
		{ header: "-1", retryAfterMs: null },
	])("waits as long as Retry-After $header says", ({ header, retryAfterMs }) => {
		expect(failed(429, header)).toEqual({ kind: "unreachable", retryAfterMs });
	});
});

describe("createDirectLine", () => {
	const session = { conversationId: "c", token: "t", refreshAt: 0 };
	const over = (answer: typeof fetch, timeoutMs = 1_000) => createDirectLine({ fetch: answer, now: () => 1_000_000, timeoutMs });

	it("refreshes a token at half of its life", async () => {
		const line = over(async () => Response.json({ conversationId: "c", token: "new", expires_in: 1_800 }));
		expect(await line.refresh(session)).toEqual({
			kind: "ok",
			value: { conversationId: "c", token: "new", refreshAt: 1_000_000 + 900_000 },
		});
	});

	it("keeps the session when an answer brings the same token", async () => {
		const line = over(async () => Response.json({ conversationId: "c", token: "t", streamUrl: "ws://x/" }));
		expect(await line.resume(session, "7")).toEqual({ kind: "ok", value: { session, streamUrl: "ws://x/" } });
	});

	it("takes no network, no answer in time and an answer that is no JSON for the same thing", async () => {
		const unreachable = { kind: "unreachable", retryAfterMs: null };
		const never: typeof fetch = (_, init) =>
			new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))));
		expect(await over(() => Promise.reject(new TypeError("no network"))).token(null)).toEqual(unreachable);
		expect(await over(never, 5).token(null)).toEqual(unreachable);
		expect(await over(async () => new Response("<html>")).token(null)).toEqual(unreachable);
	});
});

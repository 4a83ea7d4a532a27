import { describe, expect, it, vi } from "vitest";
import { createBrowserStorage } from "../../../../bot/web/chat/browser-storage.ts";
import { Outbox, type Posted, type Unsent } from "../../../../bot/web/chat/outbox.ts";
import { memoryStorage } from "./memory-storage.ts";

const message = (id: string, at = 1): Omit<Unsent, "state"> => ({
	clientActivityID: id,
	text: id,
	choice: null,
	replyToId: null,
	photo: null,
	language: "en",
	at,
});

const soon = { kind: "unreachable", retryAfterMs: 1 } as const;
const never = { kind: "unreachable", retryAfterMs: 1_000_000 } as const;

/** An outbox whose posts are answered from a list, the last of them for ever. */
const openOutbox = (answers: readonly Posted[], storage = memoryStorage()) => {
	const posts: string[] = [];
	let sending = 0;
	const outbox = new Outbox({
		storage: createBrowserStorage(() => storage),
		random: () => 0,
		changed: () => undefined,
		post: async ({ clientActivityID }) => {
			expect(++sending).toBe(1);
			posts.push(clientActivityID);
			await Promise.resolve();
			sending -= 1;
			return answers[Math.min(posts.length, answers.length) - 1] ?? never;
		},
	});
	return { outbox, posts, states: () => outbox.unsent().map(({ text, state }) => `${text} ${state}`) };
};

describe("Outbox", () => {
	it("sends one after the other, in the order they were written", async () => {
		const { outbox, posts, states } = openOutbox([{ kind: "ok" }]);
		for (const id of ["a", "b", "c"]) outbox.add(message(id));
		await vi.waitFor(() => expect(states()).toEqual(["a accepted", "b accepted", "c accepted"]));
		expect(posts).toEqual(["a", "b", "c"]);
	});

	it("tries again by itself with the same id, and lets nothing overtake", async () => {
		const { outbox, posts, states } = openOutbox([soon, soon, { kind: "ok" }]);
		outbox.add(message("a"));
		outbox.add(message("b"));
		await vi.waitFor(() => expect(states()).toEqual(["a accepted", "b accepted"]));
		expect(posts).toEqual(["a", "a", "a", "b"]);
	});

	it("does not send again what was accepted", async () => {
		const { outbox, posts, states } = openOutbox([{ kind: "ok" }]);
		outbox.add(message("a"));
		await vi.waitFor(() => expect(states()).toEqual(["a accepted"]));
		outbox.retry("a");
		await outbox.wake();
		expect(posts).toEqual(["a"]);
	});

	it("keeps what was refused until the merchant tries again or throws it away, and goes on with the rest", async () => {
		const { outbox, posts, states } = openOutbox([{ kind: "refused" }, { kind: "ok" }]);
		outbox.add(message("a"));
		outbox.add(message("b"));
		await vi.waitFor(() => expect(states()).toEqual(["a refused", "b accepted"]));
		outbox.retry("a");
		await vi.waitFor(() => expect(states()).toEqual(["a accepted", "b accepted"]));
		outbox.discard("a");
		expect(states()).toEqual(["b accepted"]);
		expect(posts).toEqual(["a", "b", "a"]);
	});

	it("takes up after a reload what had not been shown back", async () => {
		const storage = memoryStorage();
		const before = openOutbox([{ kind: "ok" }, never], storage);
		before.outbox.add(message("sent", 1));
		before.outbox.add(message("on its way", 2));
		await vi.waitFor(() => expect(before.states()).toEqual(["sent accepted", "on its way waiting"]));
		const after = openOutbox([{ kind: "ok" }], storage);
		await after.outbox.wake();
		expect(after.posts).toEqual(["sent", "on its way"]);
	});

	it("forgets what the server has shown back", async () => {
		const storage = memoryStorage();
		const { outbox, states } = openOutbox([never], storage);
		outbox.add(message("a"));
		outbox.settle(new Set(["a", null]));
		expect(states()).toEqual([]);
		expect(storage.length).toBe(0);
	});

	it("reads past what it did not write", () => {
		const storage = memoryStorage();
		storage.setItem("relink.unsent.x", "{");
		storage.setItem("relink.unsent.y", '{"text":1}');
		expect(openOutbox([never], storage).states()).toEqual([]);
	});

	it("works on a device that stores nothing", async () => {
		const { outbox, states } = openOutbox([{ kind: "ok" }], memoryStorage(true));
		outbox.add(message("a"));
		await vi.waitFor(() => expect(states()).toEqual(["a accepted"]));
	});
});

import { describe, expect, it } from "vitest";
import { createConversationQueue } from "../../../bot/turn/conversation-queue.ts";

const gate = () => {
	let open = () => undefined as unknown;
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { open, opened };
};

describe("createConversationQueue", () => {
	it("works on one conversation at a time, and on others beside it", async () => {
		const busy = new Map<string, number>();
		let most = 0;
		let mostTogether = 0;
		const { opened, open } = gate();
		const work = async (id: string) => {
			busy.set(id, (busy.get(id) ?? 0) + 1);
			most = Math.max(most, busy.get(id) ?? 0);
			mostTogether = Math.max(mostTogether, busy.size);
			if (busy.size === 3) open();
			await opened;
			busy.set(id, (busy.get(id) ?? 0) - 1);
		};
		const queue = createConversationQueue({ work, maxConcurrent: 10 });
		await Promise.all(["a", "a", "b", "b", "c", "a"].map(queue.ring));
		expect([most, mostTogether]).toEqual([1, 3]);
	});

	it("does one more round for rings that come while it works", async () => {
		const { opened, open } = gate();
		let rounds = 0;
		const work = async () => {
			rounds += 1;
			await opened;
		};
		const queue = createConversationQueue({ work, maxConcurrent: 1 });
		const first = queue.ring("a");
		await Promise.resolve().then(() => undefined);
		await Promise.resolve();
		const later = [queue.ring("a"), queue.ring("a")];
		open();
		await Promise.all([first, ...later]);
		expect(rounds).toBe(2);
	});

	it("never works on more than its bound, and reaches everybody", async () => {
		let now = 0;
		let most = 0;
		const done: string[] = [];
		const work = async (id: string) => {
			most = Math.max(most, ++now);
			await new Promise(setImmediate);
			now -= 1;
			done.push(id);
		};
		const queue = createConversationQueue({ work, maxConcurrent: 4 });
		const ids = Array.from({ length: 50 }, (_, n) => `c${n}`);
		for (const id of ids) void queue.ring(id);
		await queue.idle();
		expect([most, done.length, queue.size()]).toEqual([4, 50, 0]);
	});
});

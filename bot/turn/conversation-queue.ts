// One piece of work at a time per conversation, different conversations side by side, and a bound on how many.

export type ConversationQueue = {
	/** Works on the conversation, now or after what is under way there; resolves when nothing is left to do for this ring. */
	ring(conversationId: string): Promise<void>;
	/** Resolves when no conversation is being worked on. */
	idle(): Promise<void>;
	/** Conversations being worked on or waiting for it. */
	size(): number;
};

type Deps = {
	/** Does everything there is to do for one conversation. Handles its own errors. */
	readonly work: (conversationId: string) => Promise<void>;
	readonly maxConcurrent: number;
};

type Running = { again: boolean; readonly done: Promise<void> };

/** Rings that come while a conversation is being worked on are answered by one more round. */
export const createConversationQueue = ({ work, maxConcurrent }: Deps): ConversationQueue => {
	const running = new Map<string, Running>();
	const slots = createSlots(maxConcurrent);
	const workUntilQuiet = async (conversationId: string): Promise<void> => {
		await slots.take();
		try {
			for (let entry = running.get(conversationId); entry?.again; entry = running.get(conversationId)) {
				entry.again = false;
				await work(conversationId);
			}
		} finally {
			running.delete(conversationId);
			slots.give();
		}
	};
	const ring = (conversationId: string): Promise<void> => {
		const entry = running.get(conversationId);
		if (entry !== undefined) {
			entry.again = true;
			return entry.done;
		}
		// The entry must be there before the work starts: it starts in a later microtask.
		const done = Promise.resolve().then(() => workUntilQuiet(conversationId));
		running.set(conversationId, { again: true, done });
		return done;
	};
	return {
		ring,
		idle: async () => {
			while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
		},
		size: () => running.size,
	};
};

type Slots = { take(): Promise<void>; give(): void };

const createSlots = (count: number): Slots => {
	let free = count;
	const waiting: (() => void)[] = [];
	return {
		take: async () => {
			if (free === 0) return new Promise((resolve) => waiting.push(resolve));
			free -= 1;
		},
		give: () => {
			const next = waiting.shift();
			if (next === undefined) free += 1;
			else next();
		},
	};
};

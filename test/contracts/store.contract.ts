// What every store promises, whatever database is under it.

import { afterAll, beforeAll, describe } from "vitest";
import type { Store } from "../../bot/store/store.ts";
import { caseRules } from "./store-cases.ts";
import { conversationRules } from "./store-conversations.ts";
import { outboxRules } from "./store-outbox.ts";
import { promiseRules } from "./store-promises.ts";
import { retentionRules } from "./store-retention.ts";

export type StoreUnderTest = {
	readonly store: () => Store;
	/** Another process over the same rows. */
	readonly replica: () => Store;
	/** An id no other test uses. */
	readonly fresh: () => string;
};

export type StoreOpener = { readonly open: () => Promise<Store>; readonly close: () => Promise<void> };

/** Runs the whole contract. `opener.open` opens the same database each time. */
export const storeContract = (name: string, { open, close }: StoreOpener): void => {
	describe(name, () => {
		const opened: Store[] = [];
		const nth = (index: number) => () => {
			const store = opened[index];
			if (store === undefined) throw new Error("the store is not open yet");
			return store;
		};
		let last = 0;
		beforeAll(async () => {
			opened.push(...(await Promise.all([open(), open()])));
		});
		afterAll(async () => {
			for (const store of opened) await store.close();
			await close();
		});
		const underTest: StoreUnderTest = { store: nth(0), replica: nth(1), fresh: () => `c${++last}` };
		conversationRules(underTest);
		outboxRules(underTest);
		caseRules(underTest);
		promiseRules(underTest);
		retentionRules(underTest);
	});
};

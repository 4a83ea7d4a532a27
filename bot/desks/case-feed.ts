// Rings the open pages of agents when the queue or a conversation they may see has changed. It says where to look, never what is there.

import type { Logger } from "../logger.ts";
import type { Agent, CaseStore, DeskCase } from "../store/case-store.ts";
import type { Store } from "../store/store.ts";
import { maySee } from "./case-work.ts";

export type Ring =
	/** Cases came, went or changed hands. */
	| { readonly kind: "queue" }
	/** Something was said in the case. */
	| { readonly kind: "said"; readonly reference: string }
	/** Asks the page for a sign of life. */
	| { readonly kind: "beat" };

/** One open page of an agent. */
type Page = { readonly agent: Agent; ring(ring: Ring): void; end(): void };

export type CaseFeed = {
	/** Rings the page from now on; the returned function forgets it. */
	join(page: Page): () => void;
	/** Ends every page's stream, when the server stops. */
	close(): void;
};

type Deps = { readonly cases: CaseStore; readonly onChange: Store["onChange"]; readonly logger: Logger };

/** Pages are asked for a sign of life this often; the queue is looked at too, for changes no conversation tells of. */
const beatMs = 10_000;

/** Changes that come together are looked at once. */
const gatherMs = 50;
const watchedCases = 500;

/** The feed of one process. While no page is open it does nothing. */
export const createCaseFeed = (deps: Deps): CaseFeed => {
	const pages = new Set<Page>();
	let beating: NodeJS.Timeout | undefined;
	const ringAll = (ring: Ring, hears: (page: Page) => boolean = () => true): void => {
		for (const page of pages) if (hears(page)) page.ring(ring);
	};
	const watch = createWatch(deps, () => ringAll({ kind: "queue" }));
	const said = (own: DeskCase): void => ringAll({ kind: "said", reference: own.reference }, ({ agent }) => maySee(agent, own));
	/** Of one conversation, or, when some changes went unheard, of all. */
	const heard = (conversationId: string | null): void => {
		if (pages.size === 0) return;
		for (const each of watch.live()) if (conversationId === null || each.conversationId === conversationId) said(each);
		watch.lookSoon();
	};
	const beat = (): void => {
		ringAll({ kind: "beat" });
		watch.lookSoon();
	};
	const leave = (page: Page): void => {
		pages.delete(page);
		if (pages.size > 0) return;
		clearInterval(beating);
		beating = undefined;
	};
	const stopListening = deps.onChange(heard, () => heard(null));
	return {
		join: (page) => {
			pages.add(page);
			beating ??= setInterval(beat, beatMs);
			beat();
			return () => leave(page);
		},
		close: () => {
			stopListening();
			watch.stop();
			for (const page of [...pages]) page.end();
		},
	};
};

type Watch = { live(): readonly DeskCase[]; lookSoon(): void; stop(): void };

/** Knows the cases that are not over, as of the last look, and tells when they have changed. */
const createWatch = ({ cases, logger }: Deps, changed: () => void): Watch => {
	let live: readonly DeskCase[] = [];
	let gathering: NodeJS.Timeout | undefined;
	const look = async (): Promise<void> => {
		const before = live.map(standing).join();
		live = await cases.list(["waiting", "withAgent"], watchedCases);
		if (live.map(standing).join() !== before) changed();
	};
	return {
		live: () => live,
		lookSoon: () => {
			gathering ??= setTimeout(() => {
				gathering = undefined;
				look().catch((error: unknown) => logger.warn({ err: error }, "could not look at the queue"));
			}, gatherMs);
		},
		stop: () => clearTimeout(gathering),
	};
};

/** What makes a case stand elsewhere in the queue. */
const standing = ({ reference, status, agentId }: DeskCase): string => `${reference} ${status} ${agentId}`;

// Deletes what is older than it may be kept, once at the start and then every few hours.

import type { Uploads } from "./channels/direct-line/uploads.ts";
import type { Logger } from "./logger.ts";
import type { Store } from "./store/store.ts";

const dayMs = 24 * 60 * 60_000;
const everyMs = 6 * 60 * 60_000;
/** After a failure: what is too old to keep is still there. */
const againMs = 10 * 60_000;
/** Photos show more than words do, and are of no use once the case is over. */
const photoDays = 7;

type Deps = {
	readonly store: Pick<Store, "purge">;
	readonly uploads: Pick<Uploads, "purge">;
	readonly retentionDays: number;
	readonly now: () => number;
	readonly logger: Logger;
};

export type Retention = { start(): void; stop(): void };

export const createRetention = ({ store, uploads, retentionDays, now, logger }: Deps): Retention => {
	let timer: NodeJS.Timeout | undefined;
	let isStopped = true;
	const purge = async (): Promise<void> => {
		const [conversations, photos] = await Promise.all([
			store.purge(now() - retentionDays * dayMs),
			uploads.purge(now() - Math.min(photoDays, retentionDays) * dayMs),
		]);
		if (conversations + photos > 0) logger.info({ conversations, photos }, "deleted what was too old to keep");
	};
	const purgeAndGoOn = async (): Promise<void> => {
		let nextMs = everyMs;
		try {
			await purge();
		} catch (error) {
			nextMs = againMs;
			logger.error({ err: error }, "could not delete what is too old to keep");
		}
		if (!isStopped) timer = setTimeout(() => void purgeAndGoOn(), nextMs).unref();
	};
	return {
		start: () => {
			isStopped = false;
			void purgeAndGoOn();
		},
		stop: () => {
			isStopped = true;
			clearTimeout(timer);
		},
	};
};

// In development only: reads the answers again whenever one of their files is saved. A mistake is reported, and the old ones stay.

import { watch } from "node:fs";
import { join } from "node:path";
import { languages } from "../../locales/languages.ts";
import type { Logger } from "../logger.ts";
import { type Faqs, readAnswers } from "./read-answers.ts";

/** One save is several changes to an editor; they are read together. */
const settleMs = 50;

type Options = {
	/** locales/ */
	readonly folder: string;
	readonly logger: Pick<Logger, "info" | "error">;
	readonly onRead: (faqs: Faqs) => void;
};

/** Follows the files until `close`. */
export const followAnswers = ({ folder, logger, onRead }: Options): { close(): void } => {
	let timer: NodeJS.Timeout | undefined;
	let isClosed = false;
	const read = async (): Promise<void> => {
		const faqs = await readAnswers(folder);
		if (isClosed) return;
		onRead(faqs);
		logger.info({ answers: faqs.en.length }, "read the answers again");
	};
	const readSoon = (): void => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			read().catch((error: unknown) => logger.error({ err: error }, "an answer has a mistake; the old ones stay"));
		}, settleMs);
	};
	const watchers = languages.map((language) => watch(join(folder, language, "faq"), readSoon));
	return {
		close: () => {
			isClosed = true;
			clearTimeout(timer);
			for (const watcher of watchers) watcher.close();
		},
	};
};

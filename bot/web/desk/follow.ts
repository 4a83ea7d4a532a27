// Keeps the screen true: hears what changed, fetches it, and calls the agent when somebody waits.

import type { CauseChoice, Queue, QueueCase } from "../../desks/desk-api.ts";
import { standingOf } from "./case-page.ts";
import { openCase, redraw } from "./open-case.ts";
import { explain, rowOf, type Screen } from "./screen.ts";
import { listen } from "./stream.ts";

/** After the browser gave up on the stream: is it us or the session? Asked again that often. */
const retryMs = 3_000;

/** Follows the desk until the returned function is called. */
export const follow = (screen: Screen): (() => void) => {
	let retry: ReturnType<typeof setTimeout> | undefined;
	let stop = (): void => undefined;
	const start = (): void => {
		stop = listen({
			opened: () => void catchUp(screen),
			lost: () => screen.connected(false),
			refused: () => {
				retry = setTimeout(start, retryMs);
				void refreshQueue(screen);
			},
			queue: () => void refreshQueue(screen),
			said: (reference) => void hearSaid(screen, reference),
			beat: () => void beat(screen),
		});
	};
	start();
	return () => {
		clearTimeout(retry);
		stop();
	};
};

const catchUp = async (screen: Screen): Promise<void> => {
	screen.connected(true);
	await Promise.all([refreshCauses(screen), refreshQueue(screen)]);
	const { selected } = screen.kept;
	if (screen.page !== null) await screen.page.refresh();
	else if (selected !== null) await openCase(screen, selected);
};

const beat = async (screen: Screen): Promise<void> => {
	redraw(screen);
	await screen.api.post("alive");
};

const refreshCauses = async (screen: Screen): Promise<void> => {
	const answer = await screen.api.get<{ readonly causes: readonly CauseChoice[] }>("causes");
	if (answer.kind === "ok") screen.causes = answer.body.causes;
};

const refreshQueue = async (screen: Screen): Promise<void> => {
	const answer = await screen.api.get<Queue>("queue");
	if (answer.kind === "unreachable") return;
	if (answer.kind === "refused") return explain(screen, answer);
	screen.queue = answer.body;
	announce(
		screen,
		answer.body.cases.filter(({ status }) => status === "waiting"),
	);
	redraw(screen);
	await followCase(screen);
};

/** The case on the screen changed hands or is over: draw it as it is now. */
const followCase = async (screen: Screen): Promise<void> => {
	const { page } = screen;
	if (page === null) return;
	const row = rowOf(screen, page.reference);
	const isAsShown = row === undefined ? page.isOver : standingOf(row) === page.standing;
	if (!isAsShown) await openCase(screen, page.reference);
};

const announce = (screen: Screen, waiting: readonly QueueCase[]): void => {
	const { kept, alert, words } = screen;
	const fresh = waiting.filter(({ reference }) => !kept.announced.has(reference));
	kept.announced = new Set(waiting.map(({ reference }) => reference));
	count(screen);
	if (fresh.length === 0) return;
	alert.ring();
	for (const { reference } of fresh) screen.announce(words.say("alert.new", { reference }));
};

const hearSaid = async (screen: Screen, reference: string): Promise<void> => {
	const { page, kept, alert, words } = screen;
	const isOnScreen = page?.reference === reference;
	if (isOnScreen) await page.refresh();
	if (rowOf(screen, reference)?.own !== true || (isOnScreen && document.visibilityState === "visible")) return;
	if (!isOnScreen) kept.unread.add(reference);
	count(screen);
	redraw(screen);
	alert.ring();
	screen.announce(words.say("alert.said", { reference }));
};

const count = ({ kept, alert, words }: Screen): void => alert.count(kept.announced.size + kept.unread.size, words.say("title"));

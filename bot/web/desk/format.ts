// Times as an agent reads them.

import type { Words } from "./copy.ts";

const minuteMs = 60_000;

/** How long something has lasted: seconds, then minutes, then hours. */
export const duration = (ms: number, { say }: Words): string => {
	const minutes = Math.floor(ms / minuteMs);
	if (minutes < 1) return say("time.seconds", { count: Math.max(0, Math.floor(ms / 1000)) });
	if (minutes < 120) return say("time.minutes", { count: minutes });
	return say("time.hours", { count: Math.floor(minutes / 60) });
};

/** The clock time of a message, with the day when it was not today. */
export const clock = (at: number, now: number, { language }: Words): string => {
	const isToday = new Date(at).toDateString() === new Date(now).toDateString();
	const day = isToday ? {} : ({ month: "short", day: "numeric" } as const);
	return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(at);
};

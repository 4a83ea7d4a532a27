// Times as an agent reads them.

import type { BackOffice } from "../../desks/desk-api.ts";
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
	return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
};

/** What the status page says, in one line. */
export const backOfficeLine = ({ kind, components, since, asOf }: BackOffice, now: number, words: Words): string => {
	const { language, say } = words;
	const parts = components.length === 0 ? say("backOffice.everything") : new Intl.ListFormat(language).format(components);
	const times = [
		...(since === null ? [] : [say("backOffice.since", { time: clock(since, now, words) })]),
		...(asOf === null ? [] : [say("backOffice.asOf", { time: clock(asOf, now, words) })]),
	];
	return [say(`backOffice.${kind}`, { components: parts }), ...times].join(" · ");
};

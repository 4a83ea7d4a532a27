// When people are at the desk: "24/7", or periods such as "Mon-Fri 09:00-18:00, Sat 10:00-14:00", in one time zone.

import type { Instant } from "../../dialogs/status/report.ts";

type Period = {
	/** 0 is Sunday, the day the period starts on. */
	readonly day: number;
	readonly startMinute: number;
	/** Beyond 1440 when the period runs past midnight. */
	readonly endMinute: number;
};

/** `clock` is made once: making one costs more than reading it a hundred times. */
export type Hours = { readonly clock: Intl.DateTimeFormat; readonly periods: readonly Period[] };

/** `mistake` names the part of the text that cannot be read. */
type ParsedHours = { readonly kind: "hours"; readonly hours: Hours } | { readonly kind: "mistake"; readonly part: string };

const minutesADay = 1440;
const minuteMs = 60_000;
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const periodPattern = /^(?<from>[a-z]{3})(?:-(?<to>[a-z]{3}))? (?<start>\d{2}:\d{2})-(?<end>\d{2}:\d{2})$/;

/** Reads DESK_HOURS. A period whose end is not after its start runs past midnight; 24:00 is allowed as an end. */
export const parseHours = (text: string, timeZone: string): ParsedHours => {
	const clock = createClock(timeZone);
	if (text.trim() === "24/7") return { kind: "hours", hours: { clock, periods: onDays(everyDay, 0, minutesADay) } };
	const periods: Period[] = [];
	for (const part of text.split(",")) {
		const read = parsePeriod(part.trim().toLowerCase());
		if (read === null) return { kind: "mistake", part: part.trim() };
		periods.push(...read);
	}
	return { kind: "hours", hours: { clock, periods } };
};

/** Whether somebody is at the desk at that instant. */
export const isOpen = (hours: Hours, now: Instant): boolean => {
	const { day, minute } = localTime(hours.clock, now);
	const yesterday = (day + 6) % 7;
	return hours.periods.some(
		(period) =>
			(period.day === day && period.startMinute <= minute && minute < period.endMinute) ||
			(period.day === yesterday && minute + minutesADay < period.endMinute),
	);
};

/** The next time a period starts; `null` when the desk is open now. */
export const opensAt = (hours: Hours, now: Instant): Instant | null => {
	if (isOpen(hours, now)) return null;
	const today = localTime(hours.clock, now);
	const starts = [0, ...everyDay.map((day) => day + 1)].flatMap((ahead) =>
		hours.periods
			.filter((period) => period.day === (today.day + ahead) % 7)
			.map((period) => instantAt(hours.clock, today.midnightUtc + (ahead * minutesADay + period.startMinute) * minuteMs)),
	);
	return Math.min(...starts.filter((start) => start > now));
};

const parsePeriod = (text: string): readonly Period[] | null => {
	const parts = periodPattern.exec(text)?.groups;
	const from = days.indexOf(parts?.from ?? "");
	const to = parts?.to === undefined ? from : days.indexOf(parts.to);
	const start = minuteOfDay(parts?.start);
	const end = minuteOfDay(parts?.end);
	if (from < 0 || to < 0 || start === null || end === null || start === end || start === minutesADay) return null;
	const length = ((to - from + 7) % 7) + 1;
	const onThese = Array.from({ length }, (_, ahead) => (from + ahead) % 7);
	return onDays(onThese, start, end > start ? end : end + minutesADay);
};

const onDays = (which: readonly number[], startMinute: number, endMinute: number): readonly Period[] =>
	which.map((day) => ({ day, startMinute, endMinute }));

const minuteOfDay = (text = ""): number | null => {
	const [hour = Number.NaN, minute = Number.NaN] = text.split(":").map(Number);
	const total = hour * 60 + minute;
	return minute < 60 && total <= minutesADay ? total : null;
};

type LocalTime = {
	readonly day: number;
	readonly minute: number;
	/** The local date's midnight, as if its wall clock showed UTC. */
	readonly midnightUtc: number;
};

const localTime = (clock: Intl.DateTimeFormat, at: Instant): LocalTime => {
	const wall = wallClock(clock, at);
	const midnightUtc = Math.floor(wall / (minutesADay * minuteMs)) * minutesADay * minuteMs;
	return { day: new Date(wall).getUTCDay(), minute: Math.floor((wall - midnightUtc) / minuteMs), midnightUtc };
};

const createClock = (timeZone: string): Intl.DateTimeFormat =>
	new Intl.DateTimeFormat("en-US", {
		timeZone,
		hourCycle: "h23",
		...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
	});

/** What the clock on the wall shows, read as if it were UTC. */
const wallClock = (clock: Intl.DateTimeFormat, at: Instant): number => {
	const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
	return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** The instant at which the wall clock shows that time; corrected twice, for days on which the clocks change. */
const instantAt = (clock: Intl.DateTimeFormat, wall: number): Instant => {
	const first = wall - (wallClock(clock, wall) - wall);
	return first - (wallClock(clock, first) - wall);
};

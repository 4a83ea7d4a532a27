import { describe, expect, it } from "vitest";
import { type Hours, isOpen, opensAt, parseHours } from "../../../bot/desks/hours.ts";

const hoursOf = (text: string, timeZone = "Asia/Shanghai"): Hours => {
	const parsed = parseHours(text, timeZone);
	if (parsed.kind === "mistake") throw new Error(parsed.part);
	return parsed.hours;
};

// 2026-11-23 is a Monday; 09:00 in Shanghai is 01:00 UTC.
const office = "Mon-Fri 09:00-18:00, Sat 10:00-14:00";

describe("isOpen", () => {
	it.each([
		{ why: "the first minute counts", text: office, at: "2026-11-23T01:00Z", open: true },
		{ why: "a minute early is closed", text: office, at: "2026-11-23T00:59Z", open: false },
		{ why: "the end is not included", text: office, at: "2026-11-23T10:00Z", open: false },
		{ why: "Saturday has its own hours", text: office, at: "2026-11-28T02:30Z", open: true },
		{ why: "Sunday is free", text: office, at: "2026-11-29T04:00Z", open: false },
		{ why: "round the clock", text: "24/7", at: "2026-11-29T19:59Z", open: true },
		{ why: "a night shift, before midnight", text: "Fri 22:00-06:00", at: "2026-11-27T15:00Z", open: true },
		{ why: "a night shift, after midnight", text: "Fri 22:00-06:00", at: "2026-11-27T21:59Z", open: true },
		{ why: "a night shift has an end", text: "Fri 22:00-06:00", at: "2026-11-27T22:00Z", open: false },
		{ why: "days wrap round the week", text: "sat-mon 00:00-24:00", at: "2026-11-22T20:00Z", open: true },
	])("$text: $why", ({ text, at, open }) => {
		expect(isOpen(hoursOf(text), Date.parse(at))).toBe(open);
	});
});

describe("opensAt", () => {
	it.each([
		{ why: "later today", text: office, at: "2026-11-22T23:00Z", opens: "2026-11-23T01:00Z", zone: "Asia/Shanghai" },
		{ why: "after the weekend", text: office, at: "2026-11-28T07:00Z", opens: "2026-11-30T01:00Z", zone: "Asia/Shanghai" },
		{
			why: "the same weekday next week",
			text: "Mon 09:00-10:00",
			at: "2026-11-23T02:00Z",
			opens: "2026-11-30T01:00Z",
			zone: "Asia/Shanghai",
		},
		{
			why: "the clocks go forward in between",
			text: "Sun 09:00-10:00",
			at: "2026-03-28T22:00Z",
			opens: "2026-03-29T07:00Z",
			zone: "Europe/Berlin",
		},
		{
			why: "the clocks go back in between",
			text: "Sun 09:00-10:00",
			at: "2026-10-24T22:00Z",
			opens: "2026-10-25T08:00Z",
			zone: "Europe/Berlin",
		},
	])("finds the next opening: $why", ({ text, at, opens, zone }) => {
		expect(opensAt(hoursOf(text, zone), Date.parse(at))).toBe(Date.parse(opens));
	});

	it("is null while the desk is open", () => {
		expect(opensAt(hoursOf("24/7"), 0)).toBeNull();
	});
});

describe("parseHours", () => {
	it.each([
		{ why: "no such day", text: "Mno-Fri 09:00-18:00", part: "Mno-Fri 09:00-18:00" },
		{ why: "only the wrong part is named", text: "Mon 09:00-18:00, Sat", part: "Sat" },
		{ why: "no such hour", text: "Mon 09:00-25:00", part: "Mon 09:00-25:00" },
		{ why: "no such minute", text: "Mon 09:60-10:00", part: "Mon 09:60-10:00" },
		{ why: "nothing between start and end", text: "Mon 09:00-09:00", part: "Mon 09:00-09:00" },
		{ why: "24:00 starts nothing", text: "Mon 24:00-09:00", part: "Mon 24:00-09:00" },
		{ why: "empty", text: "", part: "" },
	])("names what it cannot read: $why", ({ text, part }) => {
		expect(parseHours(text, "UTC")).toEqual({ kind: "mistake", part });
	});
});

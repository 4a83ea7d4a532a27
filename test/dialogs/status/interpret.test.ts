import { describe, expect, it } from "vitest";
import { type Condition, interpret, type Part } from "../../../dialogs/status/interpret.ts";

const asOf = 1_000_000;
const part = (title: string, condition: Condition, times: Pick<Part, "since" | "until"> = {}): Part => ({
	names: [title, `id-${title}`],
	title,
	condition,
	...times,
});

describe("interpret", () => {
	it.each([
		{ why: "all is well", conditions: ["operational", "operational"], kind: "operational" },
		{ why: "an outage outranks everything", conditions: ["degraded", "outage", "maintenance", "unknown"], kind: "outage" },
		{ why: "planned work outranks slowness", conditions: ["degraded", "maintenance"], kind: "maintenance" },
		{ why: "slowness outranks not knowing", conditions: ["unknown", "degraded"], kind: "degraded" },
		{ why: "one unknown part and all may not be well", conditions: ["operational", "unknown"], kind: "unavailable" },
		{ why: "a page without parts says nothing", conditions: [], kind: "unavailable" },
	] as const)("reports the worst: $why", ({ conditions, kind }) => {
		expect(interpret({ asOf, parts: conditions.map((condition, at) => part(`part ${at}`, condition)) }, []).kind).toBe(kind);
	});

	it("takes the first beginning and the last end of what is affected", () => {
		const parts = [
			part("a", "maintenance", { since: 500, until: 2_000 }),
			part("b", "maintenance", { since: 300, until: 3_000 }),
			part("c", "degraded", { since: 100, until: 9_000 }),
		];
		expect(interpret({ asOf, parts }, [])).toEqual({ kind: "maintenance", asOf, components: ["a", "b"], since: 300, until: 3_000 });
	});

	it("names a part once, however many checks it fails", () => {
		expect(interpret({ asOf, parts: [part("gateway", "outage"), part("gateway", "outage")] }, [])).toEqual({
			kind: "outage",
			asOf,
			components: ["gateway"],
		});
	});

	it.each([
		{ why: "by name", watched: ["gateway"], kind: "operational" },
		{ why: "by id", watched: ["id-gateway"], kind: "operational" },
		{ why: "in another case and width", watched: [" ＧＡＴＥＷＡＹ"], kind: "operational" },
		{ why: "one of two is down", watched: ["gateway", "wallet"], kind: "outage" },
		{ why: "one that the page does not have", watched: ["gateway", "acquirer"], kind: "unavailable" },
		{ why: "none that the page has", watched: ["acquirer"], kind: "unavailable" },
		{ why: "trouble is told although one is missing", watched: ["wallet", "acquirer"], kind: "outage" },
	])("looks only at the watched parts: $why", ({ watched, kind }) => {
		expect(interpret({ asOf, parts: [part("gateway", "operational"), part("wallet", "outage")] }, watched).kind).toBe(kind);
	});

	it("hears the word on the whole only when no part was singled out", () => {
		const page = { asOf, parts: [part("gateway", "operational")], overall: part("Power failure", "outage") };
		expect(interpret(page, [])).toMatchObject({ kind: "outage", components: ["Power failure"] });
		expect(interpret(page, ["gateway"])).toEqual({ kind: "operational", asOf });
	});

	it("takes an empty list of alerts as good news", () => {
		expect(interpret({ asOf, parts: [], listsOnlyTrouble: true }, ["gateway"])).toEqual({ kind: "operational", asOf });
	});
});

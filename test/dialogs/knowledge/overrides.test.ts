import { describe, expect, it } from "vitest";
import { createDiagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import { applyOverrides, overridesSchema } from "../../../dialogs/knowledge/overrides.ts";
import { code } from "../diagnosis/evidence.ts";

const mistakesIn = (file: unknown): readonly string[] =>
	(overridesSchema.safeParse(file).error?.issues ?? []).map(({ path }) => path.join("."));

describe("overridesSchema", () => {
	it("takes an acquirer's file", () => {
		const file = {
			codes: { Z1: { layer: "reachedHost", causes: ["terminalRelocated"] } },
			priors: { simNoData: 12 },
			repairMinutes: { restartRouter: 8 },
			questionMinutes: { hotspot: 2 },
			handOffMinutes: 5,
			copy: { en: { causes: { simNoData: { handOff: "Our SIM desk has to renew it." } } } },
		};
		expect(overridesSchema.parse(file)).toEqual(file);
	});

	it("names every mistake", () => {
		const file = {
			codes: { "9": { layer: "reachedHost", causes: [] }, Z1: { layer: "near", causes: ["nobody"] } },
			priors: { routerFault: -1, gremlins: 3 },
			repairMinutes: { move: 0 },
			handOffMinutes: "20",
			copy: { fr: {}, en: { causes: { routerFault: { title: "Router" } } } },
			gates: {},
		};
		expect(mistakesIn(file)).toEqual(
			expect.arrayContaining([
				"codes.9",
				"codes.Z1.layer",
				"codes.Z1.causes.0",
				"priors.routerFault",
				"priors",
				"repairMinutes.move",
				"handOffMinutes",
				"copy",
				"copy.en.causes.routerFault",
				"",
			]),
		);
	});
});

describe("applyOverrides", () => {
	it("changes what the file names and nothing else", () => {
		const changed = applyOverrides(catalogue, { priors: { simNoData: 40 }, handOffMinutes: 3 });
		expect(createDiagnosis(changed).belief([])[0]?.cause).toBe("simNoData");
		expect(changed.handOffMinutes).toBe(3);
		expect(applyOverrides(catalogue, {})).toEqual(catalogue);
	});

	it("teaches a code of the acquirer's own", () => {
		const taught = applyOverrides(catalogue, { codes: { Z1: { layer: "reachedHost", causes: ["terminalRelocated"] } } });
		expect(createDiagnosis(taught).belief([code("Z1")])[0]?.cause).toBe("terminalRelocated");
	});
});

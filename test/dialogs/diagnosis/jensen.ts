import type { Model } from "../../../dialogs/diagnosis/model.ts";

/** Jensen et al. 2001, figure 1: four faults, three repairs that share them, unit costs; a person is out of reach. */
export const jensen: Model = {
	causes: [
		{ id: "1", prior: 0.2 },
		{ id: "2", prior: 0.25 },
		{ id: "3", prior: 0.4 },
		{ id: "4", prior: 0.15 },
	],
	repairs: [
		{ id: "A1", minutes: 1, fixes: { "1": 1, "2": 1 } },
		{ id: "A2", minutes: 1, fixes: { "2": 1, "3": 1 } },
		{ id: "A3", minutes: 1, fixes: { "3": 1, "4": 1 } },
	],
	questions: [],
	handOffMinutes: 100,
};

import { describe, expect, it } from "vitest";
import { createCopy } from "../../../bot/copy/copy.ts";
import { rehearse } from "../../../bot/turn/rehearse.ts";
import { createDecide, type Decide } from "../../../dialogs/decide.ts";
import { createDiagnosis } from "../../../dialogs/diagnosis/diagnosis.ts";
import { catalogue } from "../../../dialogs/knowledge/catalogue.ts";
import { assets, understand } from "../../support/understanding.ts";

const copy = createCopy({ timeZone: "Asia/Shanghai", faqs: assets.faqs, own: {} });

describe("rehearse", () => {
	it("finds a first step in each language, at an open desk and at a closed one", () => {
		const { decide } = createDecide({ diagnosis: createDiagnosis(catalogue) });
		const steps: string[] = [];
		const heard: Decide = (state, event, facts, now) => {
			const turn = decide(state, event, facts, now);
			steps.push(`${state.language} ${facts.desk?.kind} ${turn.replies.at(-1)?.kind}`);
			return turn;
		};
		const opening = (language: "zh-CN" | "en") => copy.sentence({ key: "flows.doors.problem" }, language);
		rehearse({ understand, decide: heard, say: copy, now: () => 0, opening });
		expect(steps).toEqual(["zh-CN open question", "zh-CN closed question", "en open question", "en closed question"]);
	});
});

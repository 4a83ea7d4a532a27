// npm run learn -- --from closed.jsonl | DATA_DIR | postgres://… --propose
// Reads the causes of closed cases, from a file or from what a running installation keeps, and prints proposed priors as an
// overrides file with what they would change in expected minutes. It changes nothing: a person reviews and keeps the file.

import { parseArgs } from "node:util";
import { createArena } from "../dialogs/diagnosis/arena.ts";
import { proposePriors } from "../dialogs/diagnosis/learn.ts";
import { createPlanner } from "../dialogs/diagnosis/planner.ts";
import { catalogue } from "../dialogs/knowledge/catalogue.ts";
import type { CauseId } from "../dialogs/knowledge/causes.ts";
import { modelOf, withStepMinutes } from "../dialogs/knowledge/model-of.ts";
import { applyOverrides } from "../dialogs/knowledge/overrides.ts";
import { evaluate } from "./diagnosis/evaluate.ts";
import { productModel } from "./diagnosis/product.ts";
import { closedCases } from "./learn/closed-cases.ts";

/** A cut that keeps the two evaluations within some seconds. */
const negligible = 1e-4;

const { values } = parseArgs({ options: { from: { type: "string" }, propose: { type: "boolean" } } });

/** Expected minutes in the world the closed cases show: planned with today's priors, and with the proposed ones. */
function effectOf(priors: Partial<Record<CauseId, number>>): { readonly today: number; readonly proposed: number } {
	const model = withStepMinutes(modelOf(applyOverrides(catalogue, { priors })), catalogue.stepMinutes);
	const truth = createArena(model);
	const minutes = (planned: typeof model): number => {
		const belief = createArena(planned);
		return evaluate({ policy: createPlanner(belief), truth, belief, negligible }).minutes;
	};
	return { today: minutes(productModel), proposed: minutes(model) };
}

async function propose(from: string): Promise<void> {
	const closed = await closedCases(from);
	if ("mistakes" in closed) {
		process.stderr.write(`${closed.mistakes.join("\n")}\n`);
		process.exitCode = 1;
		return;
	}
	const proposals = proposePriors(catalogue.causes, closed.causes);
	const priors = Object.fromEntries(proposals.map(({ cause, after }) => [cause, Number(after.toFixed(2))]));
	process.stdout.write(
		`${JSON.stringify({ cases: closed.causes.length, expectedMinutes: effectOf(priors), proposals, overrides: { priors } }, null, "\t")}\n`,
	);
}

if (values.from && values.propose) await propose(values.from);
else {
	process.stderr.write("npm run learn -- --from closed.jsonl | DATA_DIR | postgres://… --propose\n");
	process.exitCode = 1;
}

// npm run learn -- --from closed.jsonl --propose
// Reads the causes that cases were closed with, `{"cause":"routerFault"}` a line, and prints proposed priors as an overrides file
// with what they would change in expected minutes. It changes nothing: a person reviews and keeps the file.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createArena } from "../dialogs/diagnosis/arena.ts";
import { proposePriors } from "../dialogs/diagnosis/learn.ts";
import { createPlanner } from "../dialogs/diagnosis/planner.ts";
import { catalogue } from "../dialogs/knowledge/catalogue.ts";
import type { CauseId } from "../dialogs/knowledge/causes.ts";
import { modelOf, withStepMinutes } from "../dialogs/knowledge/model-of.ts";
import { applyOverrides } from "../dialogs/knowledge/overrides.ts";
import { evaluate } from "./diagnosis/evaluate.ts";
import { productModel } from "./diagnosis/product.ts";

const line = z.object({ cause: z.enum(catalogue.causes.map(({ id }) => id)) });

/** A cut that keeps the two evaluations within some seconds. */
const negligible = 1e-4;

const { values } = parseArgs({ options: { from: { type: "string" }, propose: { type: "boolean" } } });

function closedCauses(path: string): readonly CauseId[] {
	const lines = readFileSync(path, "utf8").split("\n");
	return lines.flatMap((text, at) => {
		if (text.trim() === "") return [];
		const parsed = line.safeParse(parseLine(text));
		if (parsed.success) return [parsed.data.cause];
		process.stderr.write(`${path}:${at + 1}: ${parsed.error.issues.map(({ message }) => message).join("; ")}\n`);
		process.exitCode = 1;
		return [];
	});
}

function parseLine(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

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

function propose(path: string): void {
	const closed = closedCauses(path);
	if (process.exitCode) return;
	const proposals = proposePriors(catalogue.causes, closed);
	const priors = Object.fromEntries(proposals.map(({ cause, after }) => [cause, Number(after.toFixed(2))]));
	process.stdout.write(
		`${JSON.stringify({ cases: closed.length, expectedMinutes: effectOf(priors), proposals, overrides: { priors } }, null, "\t")}\n`,
	);
}

if (values.from && values.propose) propose(values.from);
else {
	process.stderr.write("npm run learn -- --from closed.jsonl --propose\n");
	process.exitCode = 1;
}

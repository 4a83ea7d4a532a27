// npm run -s bench:diagnosis [-- --model F.json [--policy NAME]] [-- --plot F.svg]
// With a model: JSON on stdout. Without: the product's catalogue, 200 random models and the robustness runs, as tables.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runEnsemble } from "./diagnosis/ensemble.ts";
import { measure } from "./diagnosis/measure.ts";
import { readModel } from "./diagnosis/model-file.ts";
import { plotMinutes } from "./diagnosis/plot.ts";
import { isPolicyName, type PolicyName, policies } from "./diagnosis/policies.ts";
import { runProduct } from "./diagnosis/product.ts";
import { runRobustness } from "./diagnosis/robustness.ts";
import { tables } from "./diagnosis/tables.ts";

const { values } = parseArgs({ options: { model: { type: "string" }, policy: { type: "string" }, plot: { type: "string" } } });

/** What goes to stdout, or the mistakes. */
const benchModel = (path: string, policy: string): { readonly json: string } | { readonly mistakes: readonly string[] } => {
	if (!isPolicyName(policy)) return { mistakes: [`--policy ${policy}: ${Object.keys(policies).join(" | ")}`] };
	const read = readModel(path);
	if (read.kind === "mistakes") return { mistakes: read.mistakes.map((mistake) => `${path}: ${mistake}`) };
	return { json: JSON.stringify(measure(read.model, policy)) };
};

const benchAll = (): void => {
	const product = runProduct();
	const names: readonly PolicyName[] = ["relink", "sacso", "myopic", "pc", "checklist"];
	process.stdout.write(tables({ product, ensemble: runEnsemble(names, 200), robustness: runRobustness() }));
	if (values.plot) writeFileSync(values.plot, plotMinutes(product.rows));
};

const benchOne = (path: string): void => {
	const result = benchModel(path, values.policy ?? "relink");
	if ("json" in result) process.stdout.write(`${result.json}\n`);
	else {
		process.stderr.write(`${result.mistakes.join("\n")}\n`);
		process.exitCode = 1;
	}
};

if (values.model) benchOne(values.model);
else benchAll();

// The results as Markdown tables, ready for docs/diagnosis.md.

import type { Ratios } from "./ensemble.ts";
import type { ProductRun } from "./product.ts";
import type { Regret } from "./robustness.ts";

export type Results = { readonly product: ProductRun; readonly ensemble: readonly Ratios[]; readonly robustness: readonly Regret[] };

export const tables = ({ product, ensemble, robustness }: Results): string =>
	[
		table(
			["policy, whole catalogue", "expected minutes", "to relink", "expected steps"],
			product.rows.map(({ policy, minutes, steps }) => [
				policy,
				minutes.toFixed(2),
				(minutes / (product.rows[0]?.minutes ?? 1)).toFixed(3),
				steps.toFixed(1),
			]),
		),
		table(
			["states", "ms p50", "ms p99", "ms max"],
			[[String(product.states), ...[product.ms.p50, product.ms.p99, product.ms.max].map((ms) => ms.toFixed(2))]],
		),
		table(
			["policy, 200 random models", "mean to optimum", "max to optimum"],
			ensemble.map(({ policy, mean, max }) => [policy, mean.toFixed(5), max.toFixed(4)]),
		),
		table(
			["world", "expected minutes", "regret"],
			robustness.map(({ world, minutes, regret }) => [world, minutes.toFixed(2), `${(100 * regret).toFixed(2)} %`]),
		),
	].join("\n");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");

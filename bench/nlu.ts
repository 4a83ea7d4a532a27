// Trains the product's own classifier on any labelled lines and tells how well it does. Prints one JSON object.
//   npm run -s bench:nlu -- --train F.jsonl --test F.jsonl [--oos LABEL] [--val F.jsonl]
//   npm run -s bench:nlu -- --train F.jsonl --folds 5    every line is asked by a classifier taught the other four fifths

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClassify, type Opinion } from "../dialogs/understanding/classify.ts";
import { indexFeatures } from "../dialogs/understanding/feature-index.ts";
import { featuresOf } from "../dialogs/understanding/features.ts";
import { normalise } from "../dialogs/understanding/normalise.ts";
import { createStem } from "../dialogs/understanding/stem.ts";
import { type Example, type TrainOptions, train } from "../dialogs/understanding/train.ts";

const main = (): void => {
	const flags = readFlags();
	const validation = flags.val === undefined ? {} : { validation: readExamples(flags.val) };
	const examples = readExamples(flags.train);
	const rounds =
		flags.test === undefined ? foldsOf(examples, Number(flags.folds)) : [{ taught: examples, asked: readExamples(flags.test) }];
	const runs = rounds.map((round) => runOn(round, { outOfScope: flags.oos, ...validation }));
	const results = runs.flatMap((run) => run.results);
	const sumOf = (pick: (run: Run) => number) => runs.reduce((sum, run) => sum + pick(run), 0);
	console.log(
		JSON.stringify({
			...figures(results, flags.oos),
			trainMs: Math.round(sumOf(({ trainMs }) => trainMs) / runs.length),
			usPerUtterance: round((sumOf(({ testMs }) => testMs) * 1000) / Math.max(1, results.length), 1),
		}),
	);
};

type Round = { readonly taught: readonly Example[]; readonly asked: readonly Example[] };

/** Every line is asked once, by a classifier that was taught all the lines of the other folds. */
const foldsOf = (examples: readonly Example[], count: number): Round[] =>
	Array.from({ length: count }, (_, fold) => ({
		taught: examples.filter((_example, i) => i % count !== fold),
		asked: examples.filter((_example, i) => i % count === fold),
	}));

type Run = { readonly results: readonly Result[]; readonly trainMs: number; readonly testMs: number };

const runOn = ({ taught, asked }: Round, options: TrainOptions): Run => {
	const started = performance.now();
	const model = train(taught, options);
	const trained = performance.now();
	const [index] = indexFeatures(model);
	const classify = createClassify(model, index);
	const stem = createStem();
	const results = asked.map((example) => ({
		example,
		opinion: classify(featuresOf(normalise(example.text).text, stem)),
		threshold: model.threshold,
	}));
	return { results, trainMs: trained - started, testMs: performance.now() - trained };
};

const readFlags = () => {
	const text = { type: "string" } as const;
	const { values } = parseArgs({ options: { train: text, test: text, val: text, oos: text, folds: text } });
	const { train: trainFile, test, folds, oos = "oos", val } = values;
	if (trainFile === undefined || (test === undefined) === (folds === undefined) || (folds !== undefined && !(Number(folds) >= 2))) {
		console.error("bench:nlu -- --train F.jsonl (--test F.jsonl | --folds N) [--oos LABEL] [--val F.jsonl]");
		process.exit(2);
	}
	return { train: trainFile, test, folds, oos, val };
};

const readExamples = (file: string): Example[] =>
	readFileSync(file, "utf8")
		.split("\n")
		.flatMap((line, i) => (line.trim() === "" ? [] : [readExample(line, `${file}:${i + 1}`)]));

const readExample = (line: string, place: string): Example => {
	const { text, intent }: { text?: unknown; intent?: unknown } = JSON.parse(line);
	if (typeof text === "string" && typeof intent === "string") return { text, label: intent };
	console.error(`${place}: expected {"text": "…", "intent": "…"}`);
	process.exit(2);
};

/** Chances below the threshold are rejected. */
type Result = { readonly example: Example; readonly opinion: Opinion; readonly threshold: number };

/** `accuracy` and `top3`: in scope, nothing rejected. `inScope` and `oosRecall`: with rejection. */
const figures = (results: readonly Result[], oos: string) => {
	const inScope = results.filter(({ example }) => example.label !== oos);
	const outside = results.filter(({ example }) => example.label === oos);
	const real = ({ opinion }: Result) => opinion.ranked.filter(({ label }) => label !== oos);
	const rejected = ({ opinion, threshold }: Result) =>
		(opinion.ranked[0]?.label ?? oos) === oos || (opinion.ranked[0]?.score ?? 0) < threshold;
	const isRight = (result: Result) => real(result)[0]?.label === result.example.label;
	return {
		accuracy: share(inScope, isRight),
		top3: share(inScope, (result) =>
			real(result)
				.slice(0, 3)
				.some(({ label }) => label === result.example.label),
		),
		inScope: share(inScope, (result) => !rejected(result) && isRight(result)),
		oosRecall: outside.length === 0 ? null : share(outside, rejected),
	};
};

const share = <T>(of: readonly T[], holds: (item: T) => boolean): number => round(of.filter(holds).length / Math.max(1, of.length), 4);

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

main();

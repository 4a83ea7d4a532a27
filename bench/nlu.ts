// Trains the product's own classifier on any labelled lines and tells how well it does. Prints one JSON object.
//   npm run -s bench:nlu -- --train F.jsonl --test F.jsonl [--oos LABEL] [--val F.jsonl]

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClassify, type Opinion } from "../dialogs/understanding/classify.ts";
import { featuresOf } from "../dialogs/understanding/features.ts";
import { normalise } from "../dialogs/understanding/normalise.ts";
import { createStem } from "../dialogs/understanding/stem.ts";
import { type Example, train } from "../dialogs/understanding/train.ts";

const main = (): void => {
	const { train: trainFile, test: testFile, val: valFile, oos = "oos" } = readFlags();
	const started = performance.now();
	const validation = valFile === undefined ? {} : { validation: readExamples(valFile) };
	const model = train(readExamples(trainFile), { outOfScope: oos, ...validation });
	const trainMs = performance.now() - started;

	const examples = readExamples(testFile);
	const classify = createClassify(model);
	const stem = createStem();
	const understand = (text: string) => classify(featuresOf(normalise(text).text, stem));
	const before = performance.now();
	const opinions = examples.map(({ text }) => understand(text));
	const usPerUtterance = ((performance.now() - before) * 1000) / Math.max(1, examples.length);
	const results = examples.map((example, i) => ({ example, opinion: opinions[i] ?? nothing }));
	console.log(
		JSON.stringify({
			...figures(results, { oos, threshold: model.threshold }),
			trainMs: Math.round(trainMs),
			usPerUtterance: round(usPerUtterance, 1),
		}),
	);
};

const nothing: Opinion = { ranked: [], coverage: 0 };

const readFlags = () => {
	const { values } = parseArgs({
		options: { train: { type: "string" }, test: { type: "string" }, val: { type: "string" }, oos: { type: "string" } },
	});
	const { train: trainFile, test, ...optional } = values;
	if (trainFile === undefined || test === undefined) {
		console.error("bench:nlu -- --train F.jsonl --test F.jsonl [--oos LABEL] [--val F.jsonl]");
		process.exit(2);
	}
	return { train: trainFile, test, ...optional };
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

type Result = { readonly example: Example; readonly opinion: Opinion };

/** `accuracy` and `top3`: in scope, nothing rejected. `inScope` and `oosRecall`: with rejection. */
const figures = (results: readonly Result[], { oos, threshold }: { oos: string; threshold: number }) => {
	const inScope = results.filter(({ example }) => example.label !== oos);
	const outside = results.filter(({ example }) => example.label === oos);
	const real = ({ opinion }: Result) => opinion.ranked.filter(({ label }) => label !== oos);
	const rejected = ({ opinion }: Result) => (opinion.ranked[0]?.label ?? oos) === oos || (opinion.ranked[0]?.score ?? 0) < threshold;
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

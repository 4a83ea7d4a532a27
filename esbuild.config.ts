// `npm run build`: one server bundle, the web assets and the trained understanding, all in dist/.

import { build } from "esbuild";
import { train } from "./bot/understanding/train.ts";
import { buildWeb } from "./bot/web/build.ts";

const outFolder = new URL("./dist/", import.meta.url).pathname;

await Promise.all([
	build({
		entryPoints: { server: "bot/main.ts", understand: "bot/understanding/cli.ts" },
		outdir: outFolder,
		bundle: true,
		platform: "node",
		target: "node20",
		format: "esm",
		packages: "external",
		sourcemap: true,
		logLevel: "warning",
	}),
	buildWeb(`${outFolder}web`),
	train(outFolder),
]);

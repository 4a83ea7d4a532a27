// Builds what browsers get into one folder: pages, hashed assets, the loader, and a brotli and a gzip sibling of each.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import en from "../../locales/en/web.json" with { type: "json" };
import zhCN from "../../locales/zh-CN/web.json" with { type: "json" };

const here = fileURLToPath(new URL(".", import.meta.url));

/** A folder beside this file with index.html, which names its script and styles as they are in the source. */
const pages = ["chat", "desk", "insights"] as const;

/** Browsers since early 2022: shop tablets and the web views of chat apps are seldom newer. */
const target = ["chrome92", "edge92", "firefox92", "safari15.4"];

const common: BuildOptions = { bundle: true, minify: true, target, legalComments: "none", logLevel: "warning", write: true };

/** Bundles the web pages that exist into `outFolder`; what was there before goes. */
export const buildWeb = async (outFolder: string): Promise<void> => {
	await rm(outFolder, { recursive: true, force: true });
	await mkdir(outFolder, { recursive: true });
	await Promise.all([
		buildEmbed(outFolder),
		...pages.filter((page) => existsSync(join(here, page, "index.html"))).map(buildPage(outFolder)),
	]);
	await compressAll(outFolder);
};

/** `page.html`, with its sources replaced by `/assets/page-HASH.ext`. */
const buildPage =
	(outFolder: string) =>
	async (page: string): Promise<void> => {
		const html = await readFile(join(here, page, "index.html"), "utf8");
		const sources = [...html.matchAll(relativeSource)].map(([, , source = ""]) => source);
		const built = await build({
			...common,
			entryPoints: sources.map((source) => ({ in: join(here, page, source), out: source.endsWith(".svg") ? "icon" : page })),
			outdir: join(outFolder, "assets"),
			entryNames: "[name]-[hash]",
			format: "esm",
			loader: { ".svg": "copy" },
			metafile: true,
		});
		const outputs = Object.entries(built.metafile.outputs);
		const addressOf = (source: string): string => {
			const found = outputs.find(([, output]) => Object.keys(output.inputs).some((input) => input.endsWith(`${page}/${source}`)));
			return `/assets/${basename(found?.[0] ?? "")}`;
		};
		const linked = html.replace(relativeSource, (_, attribute: string, source: string) => `${attribute}="${addressOf(source)}"`);
		await writeFile(join(outFolder, `${page}.html`), squeeze(linked));
	};

const relativeSource = /\b(src|href)="([\w-]+\.(?:ts|css|svg))"/g;

/** Comments and indentation are for the reader of the source. */
const squeeze = (html: string): string => html.replace(/<!--.*?-->/gs, "").replace(/^\s+/gm, "");

/** The loader: one classic script with its styles and its few sentences inside. */
const buildEmbed = async (outFolder: string): Promise<void> => {
	const needed = ({ title, openChat, close, unread }: typeof en) => ({ title, openChat, close, unread });
	await build({
		...common,
		entryPoints: [join(here, "embed.ts")],
		outfile: join(outFolder, "embed.js"),
		format: "iife",
		plugins: [minifiedCssText],
		define: { embedCopy: JSON.stringify({ "zh-CN": needed(zhCN), en: needed(en) }) },
	});
};

const minifiedCssText: NonNullable<BuildOptions["plugins"]>[number] = {
	name: "minified-css-text",
	setup: ({ onLoad }) => {
		onLoad({ filter: /embed\.css$/ }, async ({ path }) => {
			const { outputFiles } = await build({ ...common, entryPoints: [path], write: false });
			return { contents: outputFiles?.[0]?.text.trim() ?? "", loader: "text" };
		});
	},
};

const compressAll = async (folder: string): Promise<void> => {
	const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
	await Promise.all(files.map((file) => compress(join(file.parentPath, file.name))));
};

const compress = async (path: string): Promise<void> => {
	const bytes = await readFile(path);
	const brotli = promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
	await Promise.all([writeFile(`${path}.br`, await brotli), writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))]);
};

// Builds what browsers get into one folder: pages, hashed assets, the loader, and a brotli and a gzip sibling of each.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import en from "../../locales/en/web.json" with { type: "json" };
import zhCN from "../../locales/zh-CN/web.json" with { type: "json" };
import { relinkError } from "../errors.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Consoles of the people behind the chat: folders with index.html, main.ts and a style sheet of their name. */
const consoles = ["desk", "insights"] as const;

/** Browsers since early 2022: shop tablets and the web views of chat apps are seldom newer. */
const target = ["chrome92", "edge92", "firefox92", "safari15.4"];

const common: BuildOptions = { bundle: true, minify: true, target, legalComments: "none", logLevel: "warning", write: true };

/** Bundles the web pages that exist into `outFolder`; assets of an earlier build go once the new ones stand. */
export const buildWeb = async (outFolder: string): Promise<void> => {
	const startedAt = Date.now();
	await mkdir(outFolder, { recursive: true });
	const found = consoles.filter((page) => existsSync(join(here, page, "main.ts")));
	await Promise.all([buildEmbed(outFolder), buildChat(outFolder), ...found.map((page) => buildConsole(outFolder, page))]);
	await compressAll(outFolder);
	await removeOlder(join(outFolder, "assets"), startedAt);
};

/** `chat.html`, with its sources replaced by `/assets/chat-HASH.ext`, which browsers may keep for ever. */
const buildChat = async (outFolder: string): Promise<void> => {
	const html = await readFile(join(here, "chat/index.html"), "utf8");
	const sources = [...html.matchAll(relativeSource)].map(([, , source = ""]) => source);
	const built = await build({
		...common,
		entryPoints: sources.map((source) => ({ in: join(here, "chat", source), out: source.endsWith(".svg") ? "icon" : "chat" })),
		outdir: join(outFolder, "assets"),
		entryNames: "[name]-[hash]",
		format: "esm",
		loader: { ".svg": "copy" },
		metafile: true,
	});
	const outputs = Object.entries(built.metafile?.outputs ?? {});
	const addressOf = (source: string): string => {
		const [path] = outputs.find(([, { inputs }]) => Object.keys(inputs).some((input) => input.endsWith(`chat/${source}`))) ?? [];
		if (path === undefined) throw relinkError("ASSET_MISSING", { retryable: false, detail: source });
		return `/assets/${basename(path)}`;
	};
	const linked = html.replace(relativeSource, (_, attribute: string, source: string) => `${attribute}="${addressOf(source)}"`);
	await writeFile(join(outFolder, "chat.html"), squeeze(linked));
};

/** `desk.js`, `desk/desk.css` and `desk/index.html`, as the console's route serves them. */
const buildConsole = async (outFolder: string, page: string): Promise<void> => {
	const source = (file: string) => join(here, page, file);
	await build({
		...common,
		entryPoints: [
			{ in: source("main.ts"), out: page },
			{ in: source(`${page}.css`), out: `${page}/${page}` },
		],
		outdir: outFolder,
		format: "esm",
	});
	await writeFile(join(outFolder, page, "index.html"), squeeze(await readFile(source("index.html"), "utf8")));
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
	const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(({ name }) => /\.(?:html|js|css|svg)$/.test(name));
	await Promise.all(files.map((file) => compress(join(file.parentPath, file.name))));
};

const compress = async (path: string): Promise<void> => {
	const bytes = await readFile(path);
	const brotli = promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
	await Promise.all([writeFile(`${path}.br`, await brotli), writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))]);
};

/** A server that is running holds its files in memory, so nobody misses them. */
const removeOlder = async (folder: string, thanMs: number): Promise<void> => {
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		// Some file systems keep whole seconds only.
		if ((await stat(path)).mtimeMs < thanMs - 2_000) await rm(path);
	}
};

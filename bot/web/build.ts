// Builds what browsers get into one folder: pages, hashed assets, the loader, and a brotli and a gzip sibling of each.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build, type Plugin } from "esbuild";
import en from "../../locales/en/web.json" with { type: "json" };
import zhCN from "../../locales/zh-CN/web.json" with { type: "json" };
import { relinkError } from "../errors.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Consoles of the people behind the chat: folders with index.html, main.ts and a style sheet of their name. */
const consoles = ["desk", "insights"] as const;

/** Browsers since early 2022: shop tablets and the web views of chat apps are seldom newer. */
const target = ["chrome92", "edge92", "firefox92", "safari15.4"];

const common = { bundle: true, minify: true, target, legalComments: "none", logLevel: "warning", write: false } as const;

/** What is to be written: bytes by path below the folder. */
type Files = ReadonlyMap<string, Uint8Array>;

/** Builds the web pages that exist into `outFolder`. What is there already stays untouched; what an earlier build left goes. */
export const buildWeb = async (outFolder: string): Promise<void> => {
	const found = consoles.filter((page) => existsSync(join(here, page, "main.ts")));
	const built = await Promise.all([buildEmbed(), buildChat(), ...found.map(buildConsole)]);
	const files = new Map(built.flatMap((some) => [...some]));
	await Promise.all([...files].map(([path, bytes]) => writeWithSiblings(join(outFolder, path), bytes)));
	await removeOthers(outFolder, files);
};

/** `chat.html`, with its sources replaced by `/assets/chat-HASH.ext`, which browsers may keep for ever. */
const buildChat = async (): Promise<Files> => {
	const html = await readFile(join(here, "chat/index.html"), "utf8");
	const sources = [...html.matchAll(relativeSource)].map(([, , source = ""]) => source);
	const { outputFiles, metafile } = await build({
		...common,
		entryPoints: sources.map((source) => ({ in: join(here, "chat", source), out: source.endsWith(".svg") ? "icon" : "chat" })),
		outdir: "assets",
		entryNames: "[name]-[hash]",
		format: "esm",
		loader: { ".svg": "copy" },
		metafile: true,
	});
	const outputs = Object.entries(metafile.outputs);
	const addressOf = (source: string): string => {
		const [path] = outputs.find(([, { inputs }]) => Object.keys(inputs).some((input) => input.endsWith(`chat/${source}`))) ?? [];
		if (path === undefined) throw relinkError("ASSET_MISSING", { retryable: false, detail: source });
		return `/assets/${basename(path)}`;
	};
	const linked = html.replace(relativeSource, (_, attribute: string, source: string) => `${attribute}="${addressOf(source)}"`);
	return new Map([
		["chat.html", squeeze(linked)],
		...outputFiles.map(({ path, contents }) => [`assets/${basename(path)}`, contents] as const),
	]);
};

const relativeSource = /\b(src|href)="([\w-]+\.(?:ts|css|svg))"/g;

/** `desk.js`, `desk/desk.css` and `desk/index.html`, as the console's route serves them. */
const buildConsole = async (page: string): Promise<Files> => {
	const source = (file: string) => join(here, page, file);
	const bundle = async (file: string) =>
		(await build({ ...common, entryPoints: [source(file)], format: "esm" })).outputFiles[0]?.contents ?? new Uint8Array();
	return new Map([
		[`${page}.js`, await bundle("main.ts")],
		[`${page}/${page}.css`, await bundle(`${page}.css`)],
		[`${page}/index.html`, squeeze(await readFile(source("index.html"), "utf8"))],
	]);
};

/** Comments and indentation are for the reader of the source. */
const squeeze = (html: string): Uint8Array => Buffer.from(html.replace(/<!--.*?-->/gs, "").replace(/^\s+/gm, ""));

/** The loader: one classic script with its styles and its few sentences inside. */
const buildEmbed = async (): Promise<Files> => {
	const needed = ({ title, openChat, close, unread }: typeof en) => ({ title, openChat, close, unread });
	const { outputFiles } = await build({
		...common,
		entryPoints: [join(here, "embed.ts")],
		format: "iife",
		plugins: [minifiedCssText],
		define: { embedCopy: JSON.stringify({ "zh-CN": needed(zhCN), en: needed(en) }) },
	});
	return new Map(outputFiles.map(({ contents }) => ["embed.js", contents]));
};

const minifiedCssText: Plugin = {
	name: "minified-css-text",
	setup: ({ onLoad }) => {
		onLoad({ filter: /embed\.css$/ }, async ({ path }) => {
			const { outputFiles } = await build({ ...common, entryPoints: [path] });
			return { contents: outputFiles[0]?.text.trim() ?? "", loader: "text" };
		});
	},
};

const writeWithSiblings = async (path: string, bytes: Uint8Array): Promise<void> => {
	const before = await readFile(path).catch(() => null); // Absent: there is nothing to keep.
	if (before?.equals(bytes) && existsSync(`${path}.br`) && existsSync(`${path}.gz`)) return;
	await mkdir(dirname(path), { recursive: true });
	const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
	await writeWhole(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
	await writeWhole(`${path}.gz`, await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }));
	await writeWhole(path, bytes);
};

/** Nobody ever reads half a file: it appears under its name when it is complete. */
const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
	const temporary = `${path}.${process.pid}`;
	await writeFile(temporary, bytes);
	await rename(temporary, path);
};

/** A server that is running holds its files in memory, so nobody misses them. */
const removeOthers = async (outFolder: string, files: Files): Promise<void> => {
	for (const name of await readdir(join(outFolder, "assets"))) {
		if (!files.has(`assets/${name.replace(/\.(?:br|gz)$/, "")}`)) await rm(join(outFolder, "assets", name), { force: true });
	}
};

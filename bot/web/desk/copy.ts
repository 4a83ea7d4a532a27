// The desk's own words in both languages, by the keys of locales/<language>/desk.json.

import type { CopyKey } from "../../../locales/copy-key.ts";
import en from "../../../locales/en/desk.json" with { type: "json" };
import type { Language } from "../../../locales/languages.ts";
import zhCN from "../../../locales/zh-CN/desk.json" with { type: "json" };

type Within<Key> = Key extends `desk.${infer Rest}` ? Rest : never;

export type DeskKey = Within<CopyKey>;

type Params = Readonly<Record<string, string | number>>;

/** The words of one language. */
export type Words = { readonly language: Language; say(key: DeskKey, params?: Params): string };

type Tree = { readonly [part: string]: string | Tree };

const trees: Readonly<Record<Language, Tree>> = { "zh-CN": zhCN, en };

/** A reader of the desk's copy in that language. */
export const wordsIn = (language: Language): Words => ({
	language,
	say: (key, params = {}) => {
		let found: string | Tree | undefined = trees[language];
		for (const part of key.split(".")) found = typeof found === "object" ? found[part] : undefined;
		return typeof found === "string" ? fill(found, language, params) : key;
	},
});

export const cannedReplies = Object.keys(en.canned) as readonly (keyof typeof en.canned)[];

const fill = (sentence: string, language: Language, params: Params): string =>
	sentence.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => {
		const value = params[name];
		return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : (value ?? hole);
	});

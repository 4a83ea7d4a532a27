// Every key of every sentence, read off the English files; the parity test holds the other languages to the same keys.

import type causes from "./en/causes.json";
import type common from "./en/common.json";
import type desk from "./en/desk.json";
import type flows from "./en/flows.json";
import type questions from "./en/questions.json";
import type repairs from "./en/repairs.json";
import type status from "./en/status.json";
import type web from "./en/web.json";

export type Copy = {
	causes: typeof causes;
	common: typeof common;
	desk: typeof desk;
	flows: typeof flows;
	questions: typeof questions;
	repairs: typeof repairs;
	status: typeof status;
	web: typeof web;
};

type WithoutPlural<K extends string> = K extends `${infer Stem}_${"zero" | "one" | "two" | "few" | "many" | "other"}` ? Stem : K;

type Leaves<T, Path extends string = ""> = {
	[K in keyof T & string]: T[K] extends string ? `${Path}${WithoutPlural<K>}` : Leaves<T[K], `${Path}${K}.`>;
}[keyof T & string];

/** `repairs.restartRouter.do`; an FAQ's title and body come from its Markdown file. */
export type CopyKey = Leaves<Copy> | `faq.${string}.${"title" | "body"}`;

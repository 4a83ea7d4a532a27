// Numbers kept for the case: the terminal's serial, the merchant's and the terminal's number. Only where they are named.

import type { Understanding } from "./understanding.ts";

const between = "(?:\\s|[:#=.]|number|no|id|is|为|是|:)*";

const patterns = {
	serial: new RegExp(
		`(?:\\bs/?n\\b|\\bserial|序列号|机身号|机器码|设备号|机器编号)${between}(?<value>[0-9a-z][0-9a-z-]{4,22}[0-9a-z])`,
		"u",
	),
	merchantNumber: new RegExp(
		`(?:\\bmid\\b|\\bmerchant (?:number|no|id|code)|商户号码?|商户编号|商编)${between}(?<value>\\d{6,15})(?!\\d)`,
		"u",
	),
	terminalNumber: new RegExp(
		`(?:\\btid\\b|\\bterminal (?:number|no|id)|终端号码?|终端编号)${between}(?<value>(?=[a-z]*\\d)[0-9a-z]{6,12})`,
		"u",
	),
};

/** No identifier is without one. */
const figure = /\d/u;

/** `rest` is what the text says besides. */
export type Identified = { readonly identifiers: Understanding["identifiers"]; readonly rest: string };

/** From normalised text; upper case. */
export const findIdentifiers = (text: string): Identified => {
	if (!figure.test(text)) return { identifiers: {}, rest: text };
	const found = Object.entries(patterns).flatMap(([name, pattern]) => {
		const match = pattern.exec(text);
		const value = match?.groups?.value ?? "";
		return match !== null && figure.test(value) ? [{ name, said: match[0], value: value.toUpperCase() }] : [];
	});
	return {
		identifiers: Object.fromEntries(found.map(({ name, value }) => [name, value])),
		rest: found.reduce((rest, { said }) => rest.replace(said, " "), text),
	};
};

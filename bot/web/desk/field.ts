// A labelled input.

import { element } from "../shared/element.ts";

export type Field = { readonly label: HTMLLabelElement; readonly input: HTMLInputElement };

/** An input within its label. */
export const field = (label: string, attributes: Readonly<Record<string, string>>): Field => {
	const input = element("input", attributes);
	return { label: element("label", {}, element("span", {}, label), input), input };
};

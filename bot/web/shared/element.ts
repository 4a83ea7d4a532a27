// Elements without innerHTML: strings become text nodes, so nothing a person wrote can become markup.

type Attributes = Readonly<Record<string, string>>;

/** Makes an element with its attributes and children. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
	made.append(...children);
	return made;
};

/** The element of the page's own HTML with this id; missing means that page and script do not belong together. */
export const byId = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
	const found = document.getElementById(id);
	if (!(found instanceof kind)) throw new TypeError(`#${id}`);
	return found;
};

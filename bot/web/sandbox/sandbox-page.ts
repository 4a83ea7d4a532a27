// The sandbox page as HTML: a form that works without any script, every sentence in both languages.

import en from "../../../locales/en/status.json" with { type: "json" };
import zh from "../../../locales/zh-CN/status.json" with { type: "json" };
import { partStates, type SandboxPart, type SandboxState, sandboxParts } from "../../status/sandbox-state.ts";

type Words = typeof en.sandbox;

/** The page for this state. `documents` are the addresses a program may read instead. */
export const sandboxPage = (state: SandboxState, documents: readonly string[]): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${zh.sandbox.title} · ${en.sandbox.title}`)}</title>
<link rel="stylesheet" href="/sandbox/sandbox.css">
</head>
<body>
<main>
<h1>${both(({ title }) => title)}</h1>
<p>${both(({ intro }) => intro)}</p>
<form method="post" action="/sandbox">
${sandboxParts.map((id) => partFields(id, state)).join("\n")}
<p class="buttons">
<button type="submit">${both(({ save }) => save)}</button>
<button type="submit" name="all" value="operational">${both(({ allOperational }) => allOperational)}</button>
</p>
</form>
<p>${both(({ api }) => api)}</p>
<ul>${documents.map((path) => `<li><a href="${path}">${path}</a></li>`).join("")}</ul>
</main>
</body>
</html>
`;

const partFields = (id: SandboxPart, state: SandboxState): string => {
	const current = state[id].state;
	const options = partStates.map((option) => {
		const checked = option === current ? " checked" : "";
		return `<label><input type="radio" name="${id}" value="${option}"${checked}> ${both(({ states }) => states[option])}</label>`;
	});
	return `<fieldset data-state="${current}"><legend>${both(({ components }) => components[id])}</legend>${options.join("")}</fieldset>`;
};

const both = (pick: (words: Words) => string): string =>
	`<span lang="zh-CN">${escapeHtml(pick(zh.sandbox))}</span> <span lang="en">${escapeHtml(pick(en.sandbox))}</span>`;

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

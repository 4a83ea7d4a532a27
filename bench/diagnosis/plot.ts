// Expected minutes by policy as bars, in an SVG that reads on light and dark pages.

import type { Row } from "./product.ts";

const size = { width: 640, left: 110, right: 70, bar: 26, gap: 14, top: 16 };

export function plotMinutes(rows: readonly Row[]): string {
	const most = Math.max(...rows.map(({ minutes }) => minutes));
	const scale = (size.width - size.left - size.right) / most;
	const height = size.top * 2 + rows.length * (size.bar + size.gap) - size.gap;
	const label = rows.map(({ policy, minutes }) => `${policy} ${minutes.toFixed(1)}`).join(", ");
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" role="img" aria-label="min: ${label}">`,
		"<style>text{font:14px system-ui,sans-serif;fill:#555}.first{fill:#0b7a75}.other{fill:#9aa5b1}@media(prefers-color-scheme:dark){text{fill:#ccc}}</style>",
		...rows.map((row, at) => bar(row, size.top + at * (size.bar + size.gap), { scale, isFirst: at === 0 })),
		"</svg>\n",
	].join("\n");
}

function bar({ policy, minutes }: Row, y: number, { scale, isFirst }: { readonly scale: number; readonly isFirst: boolean }): string {
	const width = (minutes * scale).toFixed(1);
	const middle = y + size.bar / 2 + 5;
	return [
		`<text x="${size.left - 10}" y="${middle}" text-anchor="end">${policy}</text>`,
		`<rect class="${isFirst ? "first" : "other"}" x="${size.left}" y="${y}" width="${width}" height="${size.bar}" rx="3"/>`,
		`<text x="${(size.left + minutes * scale + 8).toFixed(1)}" y="${middle}">${minutes.toFixed(1)} min</text>`,
	].join("");
}

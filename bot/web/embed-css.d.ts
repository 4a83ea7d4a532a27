// esbuild's text loader: embed.css arrives in the bundle as a string.
declare module "*.css" {
	const text: string;
	// biome-ignore lint/style/noDefaultExport: the loader has no named exports.
	export default text;
}

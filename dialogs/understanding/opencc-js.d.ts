// opencc-js has no types for its single dictionaries: "traditional simplified|traditional simplified|…".
declare module "opencc-js/dict/TSCharacters" {
	const characters: string;
	export = characters;
}

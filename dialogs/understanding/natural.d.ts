// natural types only its root, which costs a second to load; this is the one part Relink imports.
declare module "natural/lib/natural/stemmers/porter_stemmer.js" {
	const stemmer: { stem(word: string): string };
	export = stemmer;
}

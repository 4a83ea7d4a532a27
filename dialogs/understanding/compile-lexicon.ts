// Makes one lexicon of all phrases with their alternatives: first each phrase by itself, then all at once, so that none is written out.

import { type Alternatives, parseAlternatives } from "./alternatives.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Stem } from "./stem.ts";
import { wordsOf } from "./words.ts";

/** A place in a phrase: where a word leads to, which places are as good as this one, and what ends here. */
type Place = { readonly number: number; readonly steps: Map<number, Place[]>; readonly same: Place[]; concept: number | null };

export const compileLexicon = (entries: Iterable<readonly [concept: string, phrase: string]>, stem: Stem): Lexicon => {
	const words = new Numbers();
	const concepts = new Numbers();
	const places = new Places((text) => wordsOf(text.toLowerCase(), stem).map(({ key }) => words.of(key)));
	const begin = places.create();
	for (const [concept, phrase] of entries) {
		const end = places.create();
		end.concept = concepts.of(concept);
		begin.same.push(places.before(end, parseAlternatives(phrase)));
	}
	const { steps, ends } = walkAll(begin);
	return { words: words.all(), concepts: concepts.all(), steps, ends };
};

class Places {
	private count = 0;
	private readonly keysOf: (text: string) => readonly number[];

	constructor(keysOf: (text: string) => readonly number[]) {
		this.keysOf = keysOf;
	}

	create(): Place {
		return { number: this.count++, steps: new Map(), same: [], concept: null };
	}

	/** Where the text begins that leads to `end`. */
	before(end: Place, text: Alternatives): Place {
		return text.reduceRight<Place>((next, part) => {
			if (typeof part === "string") return this.keysOf(part).reduceRight<Place>((after, word) => this.wordBefore(after, word), next);
			const choice = this.create();
			choice.same.push(...part.map((option) => this.before(next, option)));
			return choice;
		}, end);
	}

	private wordBefore(after: Place, word: number): Place {
		const place = this.create();
		place.steps.set(word, [after]);
		return place;
	}
}

/** A branch of the lexicon is all places that the same words lead to. */
const walkAll = (begin: Place): Pick<Lexicon, "steps" | "ends"> => {
	const first = allSame([begin]);
	const branches = new Map([[nameOf(first), 0]]);
	const waiting = [first];
	const steps: number[] = [];
	const ends: number[] = [];
	for (const [from, places] of waiting.entries()) {
		// A phrase without a word means nothing.
		const concepts = from === 0 ? [] : places.flatMap(({ concept }) => concept ?? []);
		for (const concept of new Set(concepts)) ends.push(from, concept);
		for (const [word, next] of stepsFrom(places)) {
			const reached = allSame(next);
			const name = nameOf(reached);
			const to = branches.get(name) ?? waiting.push(reached) - 1;
			branches.set(name, to);
			steps.push(from, word, to);
		}
	}
	return { steps, ends };
};

const stepsFrom = (places: readonly Place[]): Map<number, Place[]> => {
	const steps = new Map<number, Place[]>();
	for (const place of places) {
		for (const [word, next] of place.steps) steps.set(word, [...(steps.get(word) ?? []), ...next]);
	}
	return steps;
};

const allSame = (places: readonly Place[]): Place[] => {
	const found = new Set<Place>();
	const look = (place: Place): void => {
		if (found.has(place)) return;
		found.add(place);
		place.same.forEach(look);
	};
	places.forEach(look);
	return [...found].filter(({ steps, concept }) => steps.size > 0 || concept !== null).sort((a, b) => a.number - b.number);
};

const nameOf = (places: readonly Place[]): string => places.map(({ number }) => number).join(" ");

/** Numbers things in the order in which they are first named. */
class Numbers {
	private readonly known = new Map<string, number>();

	of(name: string): number {
		const number = this.known.get(name) ?? this.known.size;
		this.known.set(name, number);
		return number;
	}

	all(): string[] {
		return [...this.known.keys()];
	}
}

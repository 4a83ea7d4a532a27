// Many written forms in one phrase: "(is|was|) out" is "is out", "was out" and "out".

/** What follows one another: plain text, or a choice of such. */
export type Alternatives = readonly (string | readonly Alternatives[])[];

export const parseAlternatives = (phrase: string): Alternatives => {
	const [only = []] = choiceIn(phrase.match(/[()|]|[^()|]+/gu) ?? []);
	return only;
};

/** Takes the tokens up to the bracket that closes the choice. */
const choiceIn = (tokens: string[]): Alternatives[] => {
	let begun: Alternatives[number][] = [];
	const choice: Alternatives[] = [];
	for (let token = tokens.shift(); token !== undefined && token !== ")"; token = tokens.shift()) {
		if (token === "|") {
			choice.push(begun);
			begun = [];
			continue;
		}
		begun.push(token === "(" ? choiceIn(tokens) : token);
	}
	return [...choice, begun];
};

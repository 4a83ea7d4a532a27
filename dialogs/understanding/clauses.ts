// A long message tells one thing after another, and each drowns in the others' words: so its clauses are heard one by one as well.

/** The clauses of a long message; none of any other, which is heard as a whole. */
export const clausesOf = (text: string): readonly string[] => (isLong(text) ? text.split(between, mostClauses) : []);

/** Nobody tells more about one terminal; what is pasted may go on for ever. */
const mostClauses = 24;

/** So many words may well be one thing told. */
const longMessage = 20;

/** Han characters that say as much as a word. */
const hanInWord = 1.6;

const isLong = (text: string): boolean => {
	const han = text.match(/[\u4e00-\u9fff]/gu)?.length ?? 0;
	const words = text.match(/[a-z0-9']+/gu)?.length ?? 0;
	return words + han / hanInWord > longMessage;
};

/** "And" only before another sentence: "on and off" is one thing. */
const between =
	/[,、!?。;\n]+|\.(?=\s|$)|\b(?:but|also|plus)\b|\band (?=(?:also|then|i|we|it|its|it's|the|there|one|my|our|now|all|only|every)\b)|而且|另外|还有|但是|不过/u;

// Ends a switch over a union: a new kind that nobody handled does not compile.

/** Throws if it is ever reached, naming the value nobody handled. */
export const assertNever = (value: never): never => {
	throw new Error(`unhandled case: ${JSON.stringify(value)}`);
};

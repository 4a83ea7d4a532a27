// How patient the connection is.

export type Timing = {
	/** A socket that has not opened by then never will. */
	readonly openMs: number;
	readonly pingMs: number;
	/** How long a socket may be silent before it is checked by an ordinary request. */
	readonly checkMs: number;
	readonly pollMs: number;
	/** How long to poll before a socket is tried again. */
	readonly pollForMs: number;
};

export const usualTiming: Timing = { openMs: 8_000, pingMs: 20_000, checkMs: 45_000, pollMs: 2_000, pollForMs: 60_000 };

// What a response code (field 39) tells: read aloud from the domain catalogue, section 2, and of ISO 8583 and EMV what is about
// one card whoever the acquirer is. Acquirers extend it (overrides.ts).

import type { CauseId } from "./causes.ts";

export type ResponseCode = {
	/**
	 * `approved`: not a fault. `reachedHost`: a host answered. `unknownOutcome`: sent, but nobody knows the result (gate G2).
	 * `cardSide`: a host answered, and the refusal is about this card.
	 */
	readonly layer: "approved" | "reachedHost" | "unknownOutcome" | "cardSide";
	/** Causes it points to, likeliest first. */
	readonly causes: readonly CauseId[];
};

const approved: ResponseCode = { layer: "approved", causes: [] };
const card: ResponseCode = { layer: "cardSide", causes: ["cardDeclined"] };
const issuer: ResponseCode = { layer: "reachedHost", causes: ["issuerOrSwitch"] };
const key: ResponseCode = { layer: "reachedHost", causes: ["keyMacError"] };
const signIn: ResponseCode = { layer: "reachedHost", causes: ["notSignedIn"] };
const unsupported: ResponseCode = { layer: "reachedHost", causes: ["backendConfig", "incompatible"] };

export const responseCodes: Readonly<Record<string, ResponseCode>> = {
	"00": approved,
	"10": approved,
	"11": approved,
	"03": { layer: "reachedHost", causes: ["tidMidMismatch", "merchantSuspended"] },
	"05": card,
	"14": card,
	"22": signIn,
	"30": unsupported,
	"40": unsupported,
	"41": card,
	"43": card,
	"51": card,
	"54": card,
	"55": card,
	"57": card,
	"58": { layer: "cardSide", causes: ["cardDeclined", "backendConfig"] },
	"59": card,
	"61": card,
	"62": card,
	"65": card,
	"75": card,
	"68": { layer: "unknownOutcome", causes: ["networkUnstable", "backendOutage"] },
	"77": signIn,
	"90": { layer: "reachedHost", causes: ["backendMaintenance"] },
	"91": issuer,
	"92": issuer,
	"94": { layer: "unknownOutcome", causes: [] },
	"96": { layer: "reachedHost", causes: ["backendOutage"] },
	"97": { layer: "reachedHost", causes: ["terminalNotRegistered"] },
	"98": { layer: "unknownOutcome", causes: ["issuerOrSwitch"] },
	"99": key,
	A0: key,
	A7: key,
	F0: key,
	Z1: card,
};

/** A code of field 39 that nobody has listed: a host answered, and that is all it tells. */
const unlisted: ResponseCode = { layer: "reachedHost", causes: [] };

/** `listed`: the codes of the catalogue. Those with a letter may be the terminal's own: Z3 is that no host was reached. */
export const responseCodeOf = (listed: Readonly<Record<string, ResponseCode>>, code: string): ResponseCode | null =>
	listed[code.toUpperCase()] ?? (/^\d\d$/.test(code) ? unlisted : null);

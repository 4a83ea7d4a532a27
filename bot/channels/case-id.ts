// What merchant and agent call a case: short enough to say on the phone, without letters and digits that look or sound alike.

import { randomInt } from "node:crypto";

const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 6;

/** "R-7K3M9Q": 729 million of them. It names a case, it opens nothing. */
export const newCaseId = (): string => `R-${Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("")}`;

// What merchant and agent call a case: short enough to read over the telephone, without letters that look or sound alike.

import { createHash } from "node:crypto";

const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 6;

/** "R-7K3M9Q", always the same for the same conversation. */
export const caseIdOf = (conversationId: string): string => {
	const bytes = createHash("sha256").update(conversationId).digest();
	const letters = Array.from({ length }, (_, index) => alphabet[bytes.readUInt16BE(index * 2) % alphabet.length]);
	return `R-${letters.join("")}`;
};

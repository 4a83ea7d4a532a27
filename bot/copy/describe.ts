// What the diagnosis knows, in an agent's language, for the desk.

import { evidenceSentence } from "../../dialogs/flows/explained.ts";
import type { Describe } from "../desks/case-view.ts";
import type { Copy } from "./copy.ts";

/** The desk's words for evidence, repairs and causes. */
export const createDescribe = ({ sentence }: Copy): Describe => ({
	evidence: (item, language) => sentence(evidenceSentence(item), language),
	repair: (id, language) => sentence({ key: `repairs.${id}.name` }, language),
	cause: (id, language) => sentence({ key: `causes.${id}.name` }, language),
});

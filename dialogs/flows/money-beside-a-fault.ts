// "It won't connect, and a customer was charged twice": the money is answered first, and then the step.

import type { Event } from "../conversation.ts";
import type { FaqId } from "../faq/faq.ts";

type MerchantSaid = Extract<Event, { kind: "merchantSaid" }>;

/** About money that may have been taken already. */
export const ofMoney: readonly FaqId[] = ["double-charge", "unknown-result"];

/** An entry found this well is meant, beside a fault in the same message. */
const heardBeside = 0.5;

/** The entry about money that may have been taken, told together with a fault; or null. What is clearly another question is not overruled. */
export const moneyBesideAFault = ({ understanding }: MerchantSaid): FaqId | null => {
	const { evidence, code, intent, faq: found } = understanding;
	const isAFault = code !== null || evidence.some(({ question }) => question !== "retryCharge" && question !== "message");
	if (intent.verdict === "sure" && intent.id.startsWith("faq.") && !ofMoney.some((id) => intent.id === `faq.${id}`)) return null;
	if (!isAFault && (intent.id !== "problem" || intent.verdict !== "sure")) return null;
	const [best] = found.filter(({ id }) => ofMoney.includes(id));
	const isTold = evidence.some(({ question, answer: told }) => question === "retryCharge" && told === "some");
	if (isTold) return best?.id ?? "unknown-result";
	return best !== undefined && best === found[0] && best.score >= heardBeside ? best.id : null;
};

// When somebody else has to take over a cause, and who: the rules that rows of causes.ts are written in.

import type { RepairId } from "./repairs.ts";

/** Who can mend it: merchant, network provider, acquirer, vendor, issuer, customer. */
export type Owner = "merchant" | "network" | "acquirer" | "vendor" | "issuer" | "customer";

export type Escalation = {
	readonly to: Owner;
	readonly when:
		| { readonly kind: "atOnce" }
		/** The owner did what can be done, and it failed. */
		| { readonly kind: "afterFailed"; readonly repairs: readonly RepairId[] }
		/** It was mended and came back. */
		| { readonly kind: "returns"; readonly withinHours: number };
};

export const atOnce = (to: Owner): Escalation => ({ to, when: { kind: "atOnce" } });

export const afterFailed = (to: Owner, ...repairs: readonly RepairId[]): Escalation => ({ to, when: { kind: "afterFailed", repairs } });

export const ifReturning = (to: Owner, withinHours: number): Escalation => ({ to, when: { kind: "returns", withinHours } });

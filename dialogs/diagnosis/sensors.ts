// How far facts that are not answers can be trusted: response codes, the status page, merchants' reports. Expert estimates.

import type { Catalogue } from "../knowledge/catalogue.ts";
import { leak } from "../knowledge/catalogue.ts";
import type { Cause, CauseId } from "../knowledge/causes.ts";
import { type ResponseCode, responseCodeOf } from "../knowledge/response-codes.ts";
import type { Evidence } from "./model.ts";

type BackOffice = Extract<Evidence, { readonly kind: "backOffice" }>;

/** A code of a host divides causes that never reach one by twenty, and points among the others. */
const pointed = 1;
const reaching = 0.01;
const dividedBy = 20;
const unexplained = 0.03;

/** An approval and a duplicate say nothing about why terminals cannot connect. */
export const tellsNothing = ({ layer, causes }: ResponseCode): boolean => causes.length === 0 && layer !== "reachedHost";

/** P(this code | cause), up to a factor. A code that points nowhere still says that the way to a host is open. */
export function codeLikelihood({ layer, causes }: ResponseCode, cause: Cause & { readonly id: CauseId }): number {
	if (causes.includes(cause.id)) return pointed;
	if (cause.id === leak && causes.length > 0) return unexplained;
	// The request left and nobody answered: a host was not reached, but the way to it was open at least in part.
	if (layer === "unknownOutcome") return cause.host === "never" ? reaching * 5 : reaching * 2;
	return cause.host === "never" ? reaching / dividedBy : reaching;
}

type Row = Readonly<Record<BackOffice["report"], number>>;

// Sensitivity .8, specificity .97: pages lag by 5 to 15 minutes and miss partial outages.
const pageRows: Readonly<Partial<Record<CauseId, Row>>> & { readonly usual: Row } = {
	usual: { operational: 0.97, degraded: 0.015, outage: 0.005, maintenance: 0.01 },
	backendOutage: { operational: 0.2, degraded: 0.2, outage: 0.55, maintenance: 0.05 },
	backendMaintenance: { operational: 0.15, degraded: 0.03, outage: 0.02, maintenance: 0.8 },
	issuerOrSwitch: { operational: 0.88, degraded: 0.08, outage: 0.03, maintenance: 0.01 },
};

// Reports of other merchants come later and miss small troubles, but seldom from nowhere.
const reportRows: typeof pageRows = {
	usual: { operational: 0.98, degraded: 0.01, outage: 0.005, maintenance: 0.005 },
	backendOutage: { operational: 0.4, degraded: 0.2, outage: 0.39, maintenance: 0.01 },
	issuerOrSwitch: { operational: 0.7, degraded: 0.2, outage: 0.09, maintenance: 0.01 },
	ispOutage: { operational: 0.9, degraded: 0.06, outage: 0.03, maintenance: 0.01 },
};

export const backOfficeLikelihood = ({ report, source }: BackOffice, cause: CauseId): number => {
	const rows = source === "reports" ? reportRows : pageRows;
	return (rows[cause] ?? rows.usual)[report];
};

/** What a merchant's trouble would add to others' reports: the code, or that nobody answers; null when it need not be the back office. */
export const symptomOf = (log: readonly Evidence[]): string | null => {
	const code = log.findLast((entry) => entry.kind === "code");
	if (code?.kind === "code") return backOfficeCodes.includes(code.code.toUpperCase()) ? code.code.toUpperCase() : null;
	return log.some((entry) => entry.kind === "answer" && isUnanswered(entry)) ? "noAnswer" : null;
};

/** Issuer, switch and acquirer in trouble; other codes are about one card or one terminal. */
const backOfficeCodes: readonly string[] = ["68", "91", "92", "96", "98"];

const isUnanswered = ({ question, answer }: Extract<Evidence, { readonly kind: "answer" }>): boolean =>
	(question === "message" && answer === "unknownOutcome") || (question === "scope" && answer === "others");

export const codeOf = ({ codes }: Catalogue, code: string): ResponseCode | null => responseCodeOf(codes, code);

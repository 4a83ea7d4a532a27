// What every provider does with an answer: parse it by its schema, or say why it is no evidence.

import { z } from "zod";
import type { Instant, StatusReport } from "../../dialogs/status/report.ts";
import { boundedFetch } from "./bounded-fetch.ts";

/** What every provider is built from. `baseUrl` is asked at each reading: the bot's own address is known only once it listens. */
export type ProviderDeps = {
	readonly baseUrl: () => string;
	/** Names or ids of the parts that carry payments; all when empty. */
	readonly components: readonly string[];
	readonly now: () => Instant;
};

export type PageRead<T> =
	| { readonly kind: "read"; readonly value: T; readonly status: number }
	| Extract<StatusReport, { kind: "unavailable" }>;

type PageOptions = {
	readonly signal: AbortSignal;
	readonly accept?: string;
	/** Health endpoints answer 503 with a body that is worth reading; elsewhere an error page says nothing. */
	readonly readsErrors?: boolean;
};

/** The page's JSON as the schema says, or `unavailable` with the reason. */
export const readPage = async <T>(
	url: string,
	schema: z.ZodType<T>,
	{ readsErrors = false, ...options }: PageOptions,
): Promise<PageRead<T>> => {
	const fetched = await boundedFetch(url, options);
	if (fetched.kind === "failed") return { kind: "unavailable", reason: fetched.reason };
	if (!readsErrors && fetched.status !== 200) return { kind: "unavailable", reason: fetched.status >= 500 ? "unreachable" : "malformed" };
	const parsed = schema.safeParse(jsonOf(fetched.body));
	return parsed.success ? { kind: "read", value: parsed.data, status: fetched.status } : { kind: "unavailable", reason: "malformed" };
};

const jsonOf = (body: string): unknown => {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
};

/** `path` below the base address, whatever slashes either has. */
export const pageUrl = (baseUrl: string, path: string): string => `${baseUrl.replace(/\/+$/, "")}${path}`;

/** A time as pages write it, as an instant; times without a zone are UTC, and what is no time is absent. */
export const writtenInstant = z
	.string()
	.nullish()
	.catch(null)
	.transform((written): Instant | undefined => {
		if (written === null || written === undefined) return undefined;
		const instant = Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(written) ? written : `${written.replace(" ", "T")}Z`);
		return Number.isNaN(instant) ? undefined : instant;
	});

// The Authorization header for the Bot Connector, from the SDK's credentials. Asking for a new token has no deadline there, so it has one here.

import { relinkError } from "../../errors.ts";

/** The header's value; null when there is no app to speak for. Throws CHANNEL_UNREACHABLE, also when the signal comes first. */
export type Authorize = (signal: AbortSignal) => Promise<string | null>;

type Credentials = { signRequest(request: never): Promise<unknown> };

/** The SDK's credentials sign a request by setting a header on it, with a token they keep until it runs out. */
export const createAuthorize = (make: () => Promise<Credentials>): Authorize => {
	let made: Promise<Credentials> | undefined;
	const sign = async (): Promise<string | null> => {
		made ??= make();
		const headers = new Map<string, string>();
		const signing = { headers: { set: (name: string, value: string) => headers.set(name.toLowerCase(), value) } };
		// The SDK's type asks for a whole request; signing touches its headers only.
		await (await made).signRequest(signing as never);
		return headers.get("authorization") ?? null;
	};
	return (signal) =>
		new Promise((resolve, reject) => {
			// Nothing was sent yet, whatever went wrong.
			const fail = (cause: unknown) => reject(relinkError("CHANNEL_UNREACHABLE", { ambiguous: false, cause }));
			const abort = () => fail(signal.reason);
			if (signal.aborted) return abort();
			signal.addEventListener("abort", abort, { once: true });
			sign()
				.then(resolve, fail)
				.finally(() => signal.removeEventListener("abort", abort));
		});
};

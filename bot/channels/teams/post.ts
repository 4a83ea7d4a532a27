// One POST with a deadline and a size cap, over connections that stay open. Follows no redirects. Without the streams that fetch makes of answers.

import type { Dispatcher } from "undici";

export type Posted = { readonly status: number; readonly retryAfter: string | null };

export type Post = (
	url: URL,
	options: { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly signal: AbortSignal },
) => Promise<Posted>;

/** Nobody reads the answer; one that is longer comes from somebody else. */
const maxAnswerBytes = 64 * 1024;

/** To one service address at a time. */
const maxConnections = 64;

/** Posts over connections of its own. Rejects when no answer came in time. undici is loaded here, because most servers never post. */
export const loadPost = async (): Promise<Post> => {
	const { Agent } = await import("undici");
	const agent = new Agent({ connections: maxConnections });
	return ({ origin, pathname, search }, { signal, headers, body }) =>
		new Promise((resolve, reject) => {
			agent.dispatch({ origin, path: pathname + search, method: "POST", headers, body }, listening(signal, resolve, reject));
		});
};

/** Takes the status, and of the body only when it is over; a status whose body was cut is one all the same. */
const listening = (
	signal: AbortSignal,
	resolve: (answer: Posted) => void,
	reject: (reason: unknown) => void,
): Dispatcher.DispatchHandler => {
	let answer: Posted | null = null;
	let length = 0;
	let abort = () => {};
	return {
		onRequestStart: (controller) => {
			abort = () => controller.abort(signal.reason);
			if (signal.aborted) abort();
			else signal.addEventListener("abort", abort);
		},
		onResponseStart: (_, status, { "retry-after": retryAfter }) => {
			answer = { status, retryAfter: typeof retryAfter === "string" ? retryAfter : null };
		},
		onResponseData: (controller, { length: more }) => {
			length += more;
			if (length > maxAnswerBytes) controller.abort(new Error("the answer is too long"));
		},
		onResponseEnd: () => {
			signal.removeEventListener("abort", abort);
			if (answer !== null) resolve(answer);
		},
		onResponseError: (_, error) => {
			signal.removeEventListener("abort", abort);
			if (answer === null || signal.aborted) reject(error);
			else resolve(answer);
		},
	};
};

// Reads another house's page without trusting it: a deadline, at most 256 KiB, no redirect to another host, and a value
// instead of an exception for everything that goes wrong on the way.

export type Fetched =
	| { readonly kind: "answered"; readonly status: number; readonly body: string }
	| { readonly kind: "failed"; readonly reason: "unreachable" | "timeout" | "malformed" };

type Options = { readonly signal: AbortSignal; readonly accept?: string; readonly deadlineMs?: number };

export const maxBodyBytes = 256 * 1024;
const defaultDeadlineMs = 2_500;
const maxRedirects = 3;

/** GETs the page. Never throws; `signal` and the deadline end it at any point, the body included. */
export const boundedFetch = async (
	url: string,
	{ signal, accept = "application/json", deadlineMs = defaultDeadlineMs }: Options,
): Promise<Fetched> => {
	// Not AbortSignal.any: on Node 20 every call stays in memory as long as the process.
	const deadline = new AbortController();
	const end = () => deadline.abort();
	const timer = setTimeout(end, deadlineMs);
	signal.addEventListener("abort", end, { once: true });
	if (signal.aborted) end();
	try {
		const response = await follow(url, { headers: { accept }, redirect: "manual", signal: deadline.signal });
		return response === null ? { kind: "failed", reason: "unreachable" } : await bounded(response);
	} catch {
		// fetch rejects alike for DNS, refusal, TLS and a broken body; only the deadline is told apart.
		return { kind: "failed", reason: deadline.signal.aborted ? "timeout" : "unreachable" };
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", end);
	}
};

/** Null when a redirect leads elsewhere or never ends. */
const follow = async (first: string, init: RequestInit): Promise<Response | null> => {
	let url = first;
	for (let redirects = 0; redirects <= maxRedirects; redirects++) {
		const response = await fetch(url, init);
		if (response.status < 300 || response.status >= 400) return response;
		await response.body?.cancel();
		const location = response.headers.get("location");
		if (location === null || !URL.canParse(location, url)) return null;
		const next = new URL(location, url);
		if (next.origin !== new URL(url).origin) return null;
		url = next.href;
	}
	return null;
};

const bounded = async (response: Response): Promise<Fetched> => {
	if (Number(response.headers.get("content-length") ?? 0) > maxBodyBytes) {
		await response.body?.cancel();
		return { kind: "failed", reason: "malformed" };
	}
	const body = await readAtMost(response);
	return body === null ? { kind: "failed", reason: "malformed" } : { kind: "answered", status: response.status, body };
};

/** Counts what comes out of decompression, so that a small body cannot unpack into a large one. */
const readAtMost = async (response: Response): Promise<string | null> => {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = response.body?.getReader();
	for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
		length += read.value.byteLength;
		if (length > maxBodyBytes) {
			await reader?.cancel();
			return null;
		}
		chunks.push(read.value);
	}
	return new TextDecoder().decode(Buffer.concat(chunks));
};

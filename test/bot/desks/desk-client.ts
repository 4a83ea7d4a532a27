// An agent's browser as far as the API sees it: a cookie, a CSRF token, an origin.

type DeskAnswer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

export type DeskClient = {
	readonly cookie: () => string;
	readonly csrf: () => string;
	signIn(name: string, password: string): Promise<DeskAnswer>;
	get(path: string, headers?: Readonly<Record<string, string>>): Promise<DeskAnswer>;
	post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<DeskAnswer>;
	/** The events of the stream, from now until the signal. */
	stream(signal: AbortSignal): AsyncGenerator<{ readonly kind: string; readonly hint: unknown }>;
};

/** Nobody yet: sign in first. */
export const openClient = (url: string): DeskClient => {
	let cookie = "";
	let csrf = "";
	const call = async (path: string, init: RequestInit): Promise<DeskAnswer> => {
		const response = await fetch(`${url}/desk/api/${path}`, init);
		const setCookie = response.headers.get("set-cookie");
		if (setCookie !== null) cookie = setCookie.split(";")[0] ?? "";
		return { status: response.status, body: await response.json(), headers: response.headers };
	};
	const get: DeskClient["get"] = (path, headers = {}) => call(path, { headers: { cookie, "accept-language": "en", ...headers } });
	const post: DeskClient["post"] = (path, body = {}, headers = {}) =>
		call(path, {
			method: "POST",
			headers: { cookie, "x-csrf-token": csrf, "content-type": "application/json", origin: url, ...headers },
			body: JSON.stringify(body),
		});
	return {
		cookie: () => cookie,
		csrf: () => csrf,
		get,
		post,
		signIn: async (name, password) => {
			const answer = await post("login", { name, password });
			csrf = String((answer.body as { csrf?: string }).csrf ?? ""); // Our own API's answer.
			return answer;
		},
		stream: (signal) => readEvents(url, cookie, signal),
	};
};

async function* readEvents(url: string, cookie: string, signal: AbortSignal) {
	const response = await fetch(`${url}/desk/api/stream`, { headers: { cookie }, signal });
	if (response.body === null) throw new Error(`no stream: ${response.status}`);
	let unread = "";
	for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
		const events = (unread + chunk).split("\n\n");
		unread = events.pop() ?? "";
		for (const event of events) {
			const kind = /^event: (\w+)$/m.exec(event)?.[1];
			const hint = /^data: (.*)$/m.exec(event)?.[1];
			if (kind !== undefined) yield { kind, hint: JSON.parse(hint ?? "null") };
		}
	}
}

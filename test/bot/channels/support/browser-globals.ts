// What the published Direct Line client finds in a browser and misses in Node: XMLHttpRequest, here over fetch, and WebSocket.

import { WebSocket } from "ws";

class FetchXmlHttpRequest {
	readyState = 0;
	status = 0;
	response: unknown = null;
	responseText = "";
	responseType = "";
	timeout = 0;
	withCredentials = false;
	onreadystatechange: (() => void) | null = null;
	onerror: ((error: unknown) => void) | null = null;
	ontimeout: ((error: unknown) => void) | null = null;
	onprogress: (() => void) | null = null;
	upload = {};
	#request: { method: string; url: string; headers: Headers } = { method: "GET", url: "", headers: new Headers() };
	#answer: Response | null = null;
	readonly #abort = new AbortController();

	open(method: string, url: string): void {
		this.#request = { method, url, headers: new Headers() };
	}

	setRequestHeader(name: string, value: string): void {
		this.#request.headers.set(name, value);
	}

	getResponseHeader(name: string): string | null {
		return this.#answer?.headers.get(name) ?? null;
	}

	abort(): void {
		this.#abort.abort();
	}

	send(body?: string | FormData): void {
		this.#send(body).catch((error: unknown) => {
			if (!this.#abort.signal.aborted) this.onerror?.(error);
		});
	}

	async #send(body?: string | FormData): Promise<void> {
		const { method, url, headers } = this.#request;
		const answer = await fetch(url, { method, headers, signal: this.#abort.signal, ...(body === undefined ? {} : { body }) });
		const bytes = await answer.arrayBuffer();
		this.#answer = answer;
		this.status = answer.status;
		this.responseText = new TextDecoder().decode(bytes);
		this.response = this.#read(bytes);
		this.readyState = 4;
		this.onreadystatechange?.();
	}

	#read(bytes: ArrayBuffer): unknown {
		if (this.responseType === "arraybuffer") return bytes;
		if (this.responseType !== "json") return this.responseText;
		return this.responseText === "" ? null : JSON.parse(this.responseText);
	}
}

/** Gives the client what it looks for. */
export const installBrowserGlobals = (): void => {
	Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest, WebSocket });
};

// Live hints from the server. The browser reconnects by itself; what it does not retry, such as a session that ended, is told.

type StreamHandlers = {
	/** Open for the first time or again: fetch what was missed. */
	opened(): void;
	lost(): void;
	/** The browser has given up: perhaps the session ended. */
	refused(): void;
	queue(): void;
	said(reference: string): void;
	/** The server wants a sign of life. */
	beat(): void;
};

/** Listens until the returned function is called. */
export const listen = (handlers: StreamHandlers): (() => void) => {
	const source = new EventSource("/desk/api/stream");
	source.addEventListener("open", handlers.opened);
	source.addEventListener("queue", handlers.queue);
	source.addEventListener("beat", handlers.beat);
	source.addEventListener("said", (event) => handlers.said(String(JSON.parse(event.data).reference)));
	source.addEventListener("error", () => {
		handlers.lost();
		if (source.readyState === EventSource.CLOSED) handlers.refused();
	});
	return () => source.close();
};

// Stands where Microsoft's connector stands: takes what bots send and passes it to whoever waits in that conversation.

import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

export type Activity = {
	readonly type: string;
	readonly from?: { readonly role?: string };
	readonly channelData?: { readonly relink?: { readonly turn: number } };
};

export type ConnectorStub = {
	readonly url: string;
	hear(conversationId: string, heard: (activity: Activity) => void): void;
	forget(conversationId: string): void;
	close(): void;
};

/** A stub on a free port of this machine. */
export const startConnectorStub = async (): Promise<ConnectorStub> => {
	const listeners = new Map<string, (activity: Activity) => void>();
	const server = createServer(async (request, response) => {
		const [, id = ""] = request.url?.match(/\/v3\/conversations\/([^/]+)\/activities/) ?? [];
		const activity: Activity = JSON.parse(await text(request));
		response.writeHead(200, { "Content-Type": "application/json" }).end(`{"id":"1"}`);
		listeners.get(decodeURIComponent(id))?.(activity);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port was given");
	return {
		url: `http://127.0.0.1:${address.port}`,
		hear: (id, heard) => listeners.set(id, heard),
		forget: (id) => listeners.delete(id),
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
};

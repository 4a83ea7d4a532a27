// Microsoft's local Teams client (m365agentsplayground), without its page: driven over the API that its page uses.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { freePort } from "../../../support/free-port.ts";

type Action = { readonly type: string; readonly title: string; readonly data: unknown };

/** A message as the client shows it. */
export type PlaygroundMessage = {
	readonly messageId: string;
	readonly text?: string;
	readonly attachments?: readonly {
		readonly content: { readonly body: readonly { readonly text: string }[]; readonly actions: readonly Action[] };
	}[];
};

export type Playground = {
	/** What the bot said, in the order in which it arrived. */
	readonly heard: PlaygroundMessage[];
	install(): Promise<void>;
	say(text: string): Promise<void>;
	/** Presses a button of a card. */
	press(message: PlaygroundMessage, action: Action): Promise<void>;
	close(): Promise<void>;
};

const cli = "node_modules/@microsoft/m365agentsplayground/cli.js";

/** Starts one that talks to the bot at that address. */
export const startPlayground = async (bot: string): Promise<Playground> => {
	const folder = await mkdtemp(join(tmpdir(), "relink-playground-"));
	const child = spawn(process.execPath, [cli, "start", "-e", bot, "-c", "msteams", "-p", String(await freePort()), "--disable-telemetry"], {
		env: { PATH: process.env.PATH, TEAMSAPPTESTER_BROWSER: "none", M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, "log") },
		stdio: ["ignore", "pipe", "ignore"],
	});
	const base = `http://127.0.0.1:${await portOf(child.stdout)}`;
	const { conversation, user } = await whoIsThere(base);
	const heard: PlaygroundMessage[] = [];
	const socket = await listen(base, (message) => heard.push(message));
	return {
		heard,
		install: () => post(`${base}/_debug/conversation/${conversation.id}/installation`, {}),
		say: (text) =>
			post(`${base}/_conversation/v1/conversations/${conversation.id}/messages`, { type: "text", text, textFormat: "plain", from: user }),
		press: ({ messageId }, { data }) =>
			post(`${base}/_conversation/v1/submit`, { conversation, from: user, replyToId: messageId, value: data }),
		close: async () => {
			socket.terminate();
			const exited = once(child, "exit");
			child.kill();
			await exited;
			await rm(folder, { recursive: true });
		},
	};
};

const post = async (url: string, body: object): Promise<void> => {
	const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
	if (!answer.ok) throw new Error(`${answer.status} from ${url}: ${await answer.text()}`);
};

type Named = { readonly id: string };

const whoIsThere = async (base: string): Promise<{ readonly conversation: Named; readonly user: Named }> => {
	const { config } = (await (await fetch(`${base}/_internal/v1/config`)).json()) as { config: { personalChat: Named; currentUser: Named } };
	return { conversation: { id: config.personalChat.id }, user: { id: config.currentUser.id } };
};

const listen = async (base: string, hear: (message: PlaygroundMessage) => void): Promise<WebSocket> => {
	const socket = new WebSocket(`${base.replace("http", "ws")}/_ws_conversation/v1/conversations/stream`);
	socket.on("message", (frame) => {
		const { action, message } = JSON.parse(String(frame)) as { action: string; message: PlaygroundMessage };
		if (action === "createMessage") hear(message);
	});
	await once(socket, "open");
	return socket;
};

/** It takes another port when that one is in use, and says which. */
const portOf = (output: NodeJS.ReadableStream): Promise<string> =>
	new Promise((resolve, reject) => {
		const lines = createInterface({ input: output });
		lines.on("line", (line) => {
			const [, port] = /Listening on (\d+)/.exec(line) ?? [];
			if (port !== undefined) resolve(port);
		});
		lines.on("close", () => reject(new Error("the local Teams client did not start")));
	});

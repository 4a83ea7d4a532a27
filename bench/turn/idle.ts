// What conversations cost that nobody is talking in: the server's live heap after a collection, with their sockets and without.

import { once } from "node:events";
import WebSocket from "ws";
import { warmUp } from "./measure.ts";
import type { Server } from "./servers.ts";
import { openWebChat, type Talker } from "./talkers.ts";

export type IdleFigures = {
	readonly conversations: number;
	readonly heapKbPerIdleConversation: number;
	readonly heapKbPer1000IdleConversations: number;
	readonly heapKbPerIdleSocket: number;
	readonly rssMbWithSockets: number | null;
};

const conversations = 5_000;
const openedTogether = 50;
/** Fewer than an address may start in ten seconds. */
const perAddress = 500;

/** Opens conversations, leaves them idle, then closes their sockets, and weighs the server between. */
export const measureIdle = async (server: Server): Promise<IdleFigures> => {
	const weigh = await openInspector(server.inspectorUrl);
	await warmUp(() => openWebChat(server.url));
	const empty = await weigh();
	const talkers: Talker[] = [];
	while (talkers.length < conversations) {
		const from = `10.0.0.${Math.floor(talkers.length / perAddress) + 1}`;
		talkers.push(...(await Promise.all(Array.from({ length: openedTogether }, () => openWebChat(server.url, from)))));
	}
	// Before the collection that weighing asks for: as much as the process really took.
	const rssMb = await server.rssMb();
	const withSockets = await weigh();
	for (const talker of talkers) talker.close();
	await untilNoneIsOpen(server);
	const idle = await weigh();
	const kb = (from: number, to: number) => Math.round((to - from) / 1024 / conversations / 0.1) / 10;
	const perThousand = Math.round((idle - empty) / 1024 / (conversations / 1_000));
	return {
		conversations,
		heapKbPerIdleConversation: kb(empty, idle),
		heapKbPer1000IdleConversations: perThousand,
		heapKbPerIdleSocket: kb(idle, withSockets),
		rssMbWithSockets: rssMb,
	};
};

/** Closing takes two sides: what is still closing is no idle conversation. */
const untilNoneIsOpen = async ({ url }: Server): Promise<void> => {
	for (let open = true; open; ) {
		const metrics = await (await fetch(`${url}/metrics`)).text();
		open = !/^relink_sockets_open 0$/m.test(metrics);
	}
};

/** A function that collects garbage in the server and returns the bytes still used. */
const openInspector = async (url: string): Promise<() => Promise<number>> => {
	const socket = new WebSocket(url);
	await once(socket, "open");
	let lastId = 0;
	const call = async (method: string): Promise<{ usedSize?: number }> => {
		const id = ++lastId;
		socket.send(JSON.stringify({ id, method }));
		for (;;) {
			const [frame] = await once(socket, "message");
			const answer: { id?: number; result: { usedSize?: number } } = JSON.parse(String(frame));
			if (answer.id === id) return answer.result;
		}
	};
	return async () => {
		for (let round = 0; round < 3; round++) await call("HeapProfiler.collectGarbage");
		return (await call("Runtime.getHeapUsage")).usedSize ?? 0;
	};
};

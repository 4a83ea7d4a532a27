// One WebSocket from opening to loss: frames in, empty pings out, and a check by HTTP when it has been silent for long,
// because a dead mobile link looks open for minutes.

import { type ActivitySet, readActivitySet } from "./activity.ts";
import type { Timing } from "./timing.ts";

type FollowDeps = {
	readonly socket: WebSocket;
	readonly signal: AbortSignal;
	readonly timing: Timing;
	readonly online: () => void;
	readonly hear: (set: ActivitySet) => void;
	/** False when the server does not answer over HTTP either. */
	readonly check: () => Promise<boolean>;
};

/** Resolves when the socket is lost: true when it had been open. */
export const followSocket = ({ socket, signal, timing, online, hear, check }: FollowDeps): Promise<boolean> =>
	new Promise((resolve) => {
		let opened = false;
		const end = () => {
			clearTimeout(opening);
			clearInterval(pinging);
			clearInterval(silence);
			signal.removeEventListener("abort", end);
			socket.onclose = socket.onmessage = null;
			socket.close();
			resolve(opened);
		};
		const checkAlive = async () => (await check()) || end();
		const opening = setTimeout(end, timing.openMs);
		const pinging = setInterval(() => socket.readyState === socket.OPEN && socket.send(""), timing.pingMs);
		let silence = setInterval(checkAlive, timing.checkMs);
		socket.onopen = () => {
			opened = true;
			clearTimeout(opening);
			online();
		};
		socket.onmessage = ({ data }: MessageEvent<unknown>) => {
			clearInterval(silence);
			silence = setInterval(checkAlive, timing.checkMs);
			hear(readFrame(data));
		};
		socket.onclose = end;
		signal.addEventListener("abort", end);
	});

/** Frames are JSON; the answer to a ping may be empty. */
const readFrame = (data: unknown): ActivitySet => {
	try {
		return readActivitySet(JSON.parse(String(data)));
	} catch {
		return readActivitySet(null); // A frame cut short is asked for again by the next check.
	}
};

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
			silence.end();
			signal.removeEventListener("abort", end);
			socket.onclose = socket.onmessage = null;
			socket.close();
			resolve(opened);
		};
		const opening = setTimeout(end, timing.openMs);
		const pinging = setInterval(() => socket.readyState === socket.OPEN && socket.send(""), timing.pingMs);
		const silence = watchSilence(timing.checkMs, check, end);
		socket.onopen = () => {
			opened = true;
			clearTimeout(opening);
			online();
		};
		socket.onmessage = (event: MessageEvent<unknown>) => {
			silence.broken();
			const frame = parseFrame(event.data);
			if (frame !== null) hear(readActivitySet(frame));
		};
		socket.onclose = end;
		signal.addEventListener("abort", end);
	});

const watchSilence = (afterMs: number, check: () => Promise<boolean>, dead: () => void) => {
	const look = async () => {
		if (!(await check())) dead();
		else broken();
	};
	let timer = setTimeout(look, afterMs);
	let ended = false;
	const broken = () => {
		clearTimeout(timer);
		if (!ended) timer = setTimeout(look, afterMs);
	};
	const end = () => {
		ended = true;
		clearTimeout(timer);
	};
	return { broken, end };
};

/** Frames are JSON; the answer to a ping may be empty. */
const parseFrame = (data: unknown): unknown => {
	if (typeof data !== "string" || data === "") return null;
	try {
		return JSON.parse(data);
	} catch {
		return null; // A frame cut short is asked for again by the next check.
	}
};

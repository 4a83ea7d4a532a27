// Keeps the chat connected: opens or resumes the conversation, follows it over a WebSocket, polls where sockets do not
// get through, and comes back by itself. What it hears and how it is doing goes to callbacks; it never throws.

import type { ActivitySet } from "./activity.ts";
import { backoffMs } from "./backoff.ts";
import type { BrowserStorage } from "./browser-storage.ts";
import type { Answer, DirectLine, Opened, Session } from "./direct-line.ts";
import { followSocket } from "./follow-socket.ts";
import { readSavedSession, sessionKey } from "./saved-session.ts";

export type ConnectionState = "connecting" | "online" | "offline";

export type Heard = ActivitySet & {
	/** True for what was said before this page was opened. */
	readonly isHistory: boolean;
};

type ConnectionDeps = {
	readonly directLine: DirectLine;
	readonly storage: BrowserStorage;
	readonly openSocket: (url: string) => WebSocket;
	readonly heard: (set: Heard) => void;
	readonly state: (state: ConnectionState) => void;
	/** A conversation has begun; `afterExpiry` when it had to replace one that was still wanted. */
	readonly began: (afterExpiry: boolean) => void;
	readonly locale: () => string;
	readonly now: () => number;
	readonly random: () => number;
	readonly timing: Timing;
};

export type Timing = {
	/** A socket that has not opened by then never will. */
	readonly openMs: number;
	readonly pingMs: number;
	/** How long a socket may be silent before it is checked by an ordinary request. */
	readonly checkMs: number;
	readonly pollMs: number;
	/** How long to poll before a socket is tried again. */
	readonly pollForMs: number;
};

export const usualTiming: Timing = { openMs: 8_000, pingMs: 20_000, checkMs: 45_000, pollMs: 2_000, pollForMs: 60_000 };

const unreachable = { kind: "unreachable", retryAfterMs: null } as const;
const socketTries = 2;

export class Connection {
	private readonly deps: ConnectionDeps;
	private session: Session | null;
	private watermark: string | null = null;
	private failures = 0;
	private socketFailures = 0;
	private isOnline = false;
	private isStopped = false;
	private interrupt = new AbortController();

	constructor(deps: ConnectionDeps) {
		this.deps = deps;
		this.session = readSavedSession(deps.storage);
	}

	/** Connects, and stays so until stopped. */
	async start(): Promise<void> {
		this.deps.state("connecting");
		while (!this.isStopped) {
			this.interrupt = new AbortController();
			await this.connectOnce(this.interrupt.signal);
		}
	}

	/** Something suggests that the network came or went: look at once. */
	async wake(): Promise<void> {
		this.failures = 0;
		const { interrupt } = this;
		if (this.isOnline && (await this.catchUp())) return;
		interrupt.abort();
	}

	/** Asks over HTTP for what a silent socket may have missed; false when there is no answer. */
	async catchUp(): Promise<boolean> {
		const asked = this.session;
		if (asked === null) return false;
		const missed = await this.deps.directLine.activities(asked, this.watermark ?? "-");
		if (missed.kind === "ok" && asked.conversationId === this.session?.conversationId) this.hear(missed.value, false);
		return missed.kind === "ok";
	}

	/** Does a call with a good token; unreachable while there is no conversation. */
	async withSession<T>(call: (session: Session) => Promise<Answer<T>>): Promise<Answer<T>> {
		await this.refreshIfOld();
		if (this.session === null) return unreachable;
		const answer = await call(this.session);
		if (!isLost(answer)) return answer;
		this.interrupt.abort();
		return unreachable;
	}

	/** Leaves this conversation for a new one. */
	startOver(): void {
		this.keep(null);
		this.watermark = null;
		this.interrupt.abort();
	}

	stop(): void {
		this.isStopped = true;
		this.interrupt.abort();
	}

	private async connectOnce(signal: AbortSignal): Promise<void> {
		const opened = await this.open(signal);
		const stood = opened.kind === "ok" && !signal.aborted && (await this.follow(opened.value.streamUrl, signal));
		this.isOnline = false;
		if (signal.aborted) return;
		this.failures = stood ? 0 : this.failures + 1;
		this.deps.state(stood ? "connecting" : "offline");
		const askedToWaitMs = opened.kind === "unreachable" ? opened.retryAfterMs : null;
		await pause(askedToWaitMs ?? backoffMs(this.failures, this.deps.random()), signal);
	}

	/** Opens a stream to the conversation there is, reading its history first, or to a new one. */
	private async open(signal: AbortSignal): Promise<Answer<Opened>> {
		await this.refreshIfOld();
		const { session } = this;
		if (session === null) return this.begin(false);
		if (this.watermark === null) {
			const history = await this.deps.directLine.activities(session, "-");
			if (signal.aborted) return unreachable;
			if (history.kind !== "ok") return isLost(history) ? this.begin(true) : history;
			this.hear(history.value, true);
		}
		const opened = await this.deps.directLine.resume(session, this.watermark);
		if (signal.aborted) return unreachable;
		if (opened.kind === "ok") this.keep(opened.value.session);
		return isLost(opened) ? this.begin(true) : opened;
	}

	private async begin(afterExpiry: boolean): Promise<Answer<Opened>> {
		const token = await this.deps.directLine.token();
		if (token.kind !== "ok") return token;
		const opened = await this.deps.directLine.start(token.value, this.deps.locale());
		if (opened.kind !== "ok") return opened;
		this.watermark = null;
		this.keep(opened.value.session);
		this.deps.began(afterExpiry);
		return opened;
	}

	/** Follows until the connection is lost; resolves with whether it ever stood. */
	private async follow(streamUrl: string | null, signal: AbortSignal): Promise<boolean> {
		if (streamUrl === null || this.socketFailures >= socketTries) return this.poll(signal);
		const stood = await followSocket({
			socket: this.deps.openSocket(streamUrl),
			signal,
			timing: this.deps.timing,
			online: () => this.online(),
			hear: (set) => this.hear(set, false),
			check: async () => {
				await this.refreshIfOld();
				return this.catchUp();
			},
		});
		this.socketFailures = stood ? 0 : this.socketFailures + 1;
		return stood;
	}

	private async poll(signal: AbortSignal): Promise<boolean> {
		const { now, timing } = this.deps;
		const until = now() + timing.pollForMs;
		while (!signal.aborted && now() < until && (await this.catchUp())) {
			this.online();
			await this.refreshIfOld();
			await pause(timing.pollMs, signal);
		}
		this.socketFailures = socketTries - 1;
		return this.isOnline;
	}

	private online(): void {
		this.failures = 0;
		this.isOnline = true;
		this.deps.state("online");
	}

	private hear(set: ActivitySet, isHistory: boolean): void {
		this.watermark = set.watermark ?? this.watermark;
		this.deps.heard({ ...set, isHistory });
	}

	private keep(session: Session | null): void {
		this.session = session;
		if (session === null) this.deps.storage.remove(sessionKey);
		else this.deps.storage.write(sessionKey, JSON.stringify(session));
	}

	private async refreshIfOld(): Promise<void> {
		const old = this.session;
		if (old === null || this.deps.now() < old.refreshAt) return;
		const fresh = await this.deps.directLine.refresh(old);
		if (fresh.kind === "ok" && this.session === old) this.keep(fresh.value);
	}
}

const isLost = (answer: Answer<unknown>): boolean => answer.kind === "expired" || answer.kind === "ended";

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener("abort", end);
			resolve();
		};
		const timer = setTimeout(end, ms);
		signal.addEventListener("abort", end);
		if (signal.aborted) end();
	});

// Keeps the chat connected: opens or resumes the conversation, follows it over a WebSocket, polls where sockets do not
// get through, and comes back by itself. What it hears and how it is doing goes to callbacks; it never throws.

import type { ActivitySet } from "./activity.ts";
import { backoffMs } from "./backoff.ts";
import type { BrowserStorage } from "./browser-storage.ts";
import type { Answer, DirectLine, Opened, Session } from "./direct-line.ts";
import { followSocket } from "./follow-socket.ts";
import { readSavedSession, sessionKey } from "./saved-session.ts";
import type { Timing } from "./timing.ts";

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
	/** A conversation has begun; `inPlaceOfLost` when it replaces one that was still wanted. */
	readonly began: (inPlaceOfLost: boolean) => void;
	readonly locale: () => string;
	readonly now: () => number;
	readonly random: () => number;
	readonly timing: Timing;
};

const unreachable = { kind: "unreachable", retryAfterMs: null } as const;
const socketTries = 2;
/** An answer with this many activities may have more behind it. */
const fullPage = 100;

export class Connection {
	private readonly deps: ConnectionDeps;
	private session: Session | null;
	private watermark: string | null = null;
	private failures = 0;
	private socketFailures = 0;
	private isOnline = false;
	private isBehind = false;
	private hasLost = false;
	private interrupt = new AbortController();

	constructor(deps: ConnectionDeps) {
		this.deps = deps;
		this.session = readSavedSession(deps.storage);
	}

	/** Connects, and stays so for as long as the page lives. */
	async start(): Promise<void> {
		this.deps.state("connecting");
		for (;;) {
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
		const { session } = this;
		if (session === null) return unreachable;
		const answer = await call(session);
		if (answer.kind !== "expired" && answer.kind !== "ended") return answer;
		this.interrupt.abort();
		return this.lose(session, answer);
	}

	/** Leaves this conversation for a new one. */
	startOver(): void {
		this.keep(null);
		this.watermark = null;
		this.interrupt.abort();
	}

	conversationId(): string | null {
		return this.session?.conversationId ?? null;
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
		if (session === null) return this.begin();
		const history = await this.readHistory(session, signal);
		if (history.kind !== "ok") return this.lose(session, history);
		const opened = await this.deps.directLine.resume(session, this.watermark);
		if (signal.aborted) return unreachable;
		if (opened.kind !== "ok") return this.lose(session, opened);
		this.keep(opened.value.session);
		return opened;
	}

	/** What was said before this page was opened, page by page. */
	private async readHistory(session: Session, signal: AbortSignal): Promise<Answer<unknown>> {
		while (this.watermark === null || this.isBehind) {
			const page = await this.deps.directLine.activities(session, this.watermark ?? "-");
			if (signal.aborted) return unreachable;
			if (page.kind !== "ok") return page;
			this.isBehind = page.value.activities.length >= fullPage;
			this.hear(page.value, true);
			this.watermark ??= "-";
		}
		return { kind: "ok", value: null };
	}

	private async begin(): Promise<Answer<Opened>> {
		const token = await this.deps.directLine.token(null);
		if (token.kind !== "ok") return token;
		const opened = await this.deps.directLine.start(token.value, this.deps.locale());
		if (opened.kind !== "ok") return opened;
		this.watermark = null;
		this.keep(opened.value.session);
		this.deps.began(this.hasLost);
		this.hasLost = false;
		return opened;
	}

	/** An expired token is renewed on the next try; a conversation that is no more is replaced then. */
	private lose<T>(session: Session, answer: Answer<T>): Answer<T> {
		if (this.session !== session) return unreachable;
		if (answer.kind === "expired") this.keep({ ...session, refreshAt: 0 });
		if (answer.kind === "ended") this.forget();
		return answer.kind === "ok" ? answer : unreachable;
	}

	private forget(): void {
		this.keep(null);
		this.watermark = null;
		this.hasLost = true;
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
		const renewed = fresh.kind === "expired" ? await this.deps.directLine.token(old.token) : fresh;
		if (renewed.kind !== "ok" || this.session !== old) return;
		if (renewed.value.conversationId === old.conversationId) this.keep(renewed.value);
		else this.forget();
	}
}

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

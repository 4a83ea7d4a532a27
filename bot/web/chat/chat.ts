// The chat: what it knows, what it shows, and what the merchant can do.

import type { Language } from "../../../locales/languages.ts";
import type { Activity, Choice } from "./activity.ts";
import type { BrowserStorage } from "./browser-storage.ts";
import { Connection, type ConnectionState, type Heard } from "./connection.ts";
import { nextLanguage, say } from "./copy.ts";
import type { DirectLine, Session } from "./direct-line.ts";
import { Outbox, type Posted, type Unsent } from "./outbox.ts";
import { newId, toActivity } from "./outgoing.ts";
import { queueState } from "./person.ts";
import { usualTiming } from "./timing.ts";
import { type Line, linesOf, liveStep, mergeActivities } from "./transcript.ts";
import { saveTextFile, transcriptText } from "./transcript-file.ts";
import { Typing } from "./typing.ts";
import { uploadPhoto } from "./upload.ts";
import { createChoicesView } from "./view/choices.ts";
import type { Draft } from "./view/composer.ts";
import { LogView } from "./view/log.ts";
import { createNotices } from "./view/notices.ts";
import { sayAll } from "./view/say-all.ts";

type ChatDeps = {
	readonly storage: BrowserStorage;
	readonly directLine: DirectLine;
	readonly openSocket: (url: string) => WebSocket;
	readonly language: Language;
	/** Hears how many words of others came in. */
	readonly arrived: (count: number) => void;
	readonly languageChanged: (language: Language) => void;
};

const longestText = 2_000;
const uploadTimeoutMs = 120_000;
/** After this long without the echo of an accepted message, the socket is not to be trusted. */
const echoMs = 4_000;

export class Chat {
	private readonly deps: ChatDeps;
	private readonly connection: Connection;
	private readonly outbox: Outbox;
	private readonly log = new LogView({ retry: (key) => this.outbox.retry(key), discard: (key) => this.outbox.discard(key) });
	private readonly choices = createChoicesView((choice, messageId) => this.pick(choice, messageId));
	private readonly notices = createNotices();
	private readonly typing = new Typing((isTyping) => {
		this.notices.typing(isTyping);
		this.log.stay();
	});
	private language: Language;
	private known: readonly Activity[] = [];
	private state: ConnectionState = "connecting";

	constructor(deps: ChatDeps) {
		this.deps = deps;
		this.language = deps.language;
		const { storage, directLine, openSocket } = deps;
		const random = Math.random;
		this.outbox = new Outbox({ storage, random, post: (message) => this.post(message), changed: () => this.render() });
		this.connection = new Connection({
			storage,
			directLine,
			openSocket,
			random,
			now: Date.now,
			timing: usualTiming,
			locale: () => this.language,
			heard: (set) => this.hear(set),
			state: (state) => this.connected(state),
			began: (inPlaceOfLost) => this.began(inPlaceOfLost),
		});
	}

	start(): void {
		this.switchLanguage(this.language);
		void this.connection.start();
	}

	/** The network came or went, or the merchant is back at the page. */
	wake(): void {
		this.render();
		void this.connection.wake();
		void this.outbox.wake();
	}

	/** Returns false when the draft is not taken. */
	send({ text, photo }: Draft): boolean {
		if ([...text].length > longestText) {
			this.alert(say(this.language, "tooLong", { limit: longestText }));
			return false;
		}
		this.say({ text, photo, choice: null, replyToId: null });
		return true;
	}

	askForPerson(): void {
		this.say({ text: say(this.language, "talkToPerson"), photo: null, choice: null, replyToId: null });
	}

	/** The page changes at once; the bot follows, because the merchant is heard asking for the language by its name. */
	chooseNextLanguage(): void {
		this.switchLanguage(nextLanguage(this.language));
		if (this.known.length === 0) return;
		this.say({ text: say(this.language, "languageName"), photo: null, choice: null, replyToId: null });
	}

	startOver(): void {
		this.outbox.clear();
		this.forget();
		this.connection.startOver();
	}

	saveTranscript(): void {
		saveTextFile(`${say(this.language, "transcriptName")}.txt`, transcriptText(this.lines(), this.language));
	}

	alert(text: string | null): void {
		this.notices.alert(text);
	}

	spoken(): Language {
		return this.language;
	}

	/** The conversation on this page; null before it has begun. */
	conversationId(): string | null {
		return this.connection.conversationId();
	}

	private pick(choice: Choice, messageId: string): void {
		this.say({ text: choice.text, photo: null, choice: choice.id, replyToId: messageId });
	}

	private say(message: Pick<Unsent, "text" | "photo" | "choice" | "replyToId">): void {
		this.alert(null);
		this.outbox.add({ ...message, clientActivityID: newId(), language: this.language, at: Date.now() });
	}

	private async post(message: Unsent): Promise<Posted> {
		const answer = await this.connection.withSession((session) => this.postIn(session, message));
		if (answer.kind === "unreachable") return answer;
		if (answer.kind !== "ok") return { kind: "refused" };
		if (this.isAnswerDue()) this.typing.soon();
		setTimeout(() => this.isUnsettled(message) && void this.connection.catchUp(), echoMs);
		return { kind: "ok" };
	}

	private postIn(session: Session, message: Unsent) {
		const activity = toActivity(message);
		if (message.photo === null) return this.deps.directLine.post(session, activity);
		const progress = (part: number) => {
			this.log.progress(message.clientActivityID, part);
			this.render();
		};
		return uploadPhoto({ session, activity, photo: message.photo, progress, timeoutMs: uploadTimeoutMs });
	}

	/** The bot has yet to answer; people take their time without dots. */
	private isAnswerDue(): boolean {
		const lines = this.lines();
		return lines.at(-1)?.author === "merchant" && queueState(lines) === null;
	}

	private isUnsettled(message: Unsent): boolean {
		return this.outbox.unsent().some((other) => other.clientActivityID === message.clientActivityID);
	}

	private hear({ activities, isHistory }: Heard): void {
		const others = activities.filter((activity) => activity.author !== "merchant");
		const before = this.known.length;
		this.known = mergeActivities(this.known, activities);
		const isNews = !isHistory && this.known.length > before;
		if (others.some((activity) => activity.kind === "message")) this.typing.stop();
		else if (others.length > 0) this.typing.start();
		if (isNews) this.follow(others);
		this.outbox.settle(new Set(activities.map((activity) => activity.clientActivityID)));
		this.render();
		if (isNews) this.deps.arrived(others.filter((activity) => activity.kind === "message").length);
	}

	/** The page speaks the language the bot has come to speak, unless the merchant's own choice is still on its way. */
	private follow(others: readonly Activity[]): void {
		const language = others.filter(({ author, relink }) => author === "bot" && relink !== null).at(-1)?.language ?? this.language;
		if (language !== this.language && this.outbox.unsent().length === 0) this.switchLanguage(language);
	}

	private switchLanguage(language: Language): void {
		this.language = language;
		sayAll(language);
		this.deps.languageChanged(language);
		this.render();
	}

	private connected(state: ConnectionState): void {
		this.state = state;
		this.render();
		if (state !== "online") return;
		void this.outbox.wake();
		// The history is on the page by now; what follows is news. A moment later, so that no screen reader takes it for one change.
		setTimeout(() => this.log.announce(), 100);
	}

	private began(inPlaceOfLost: boolean): void {
		this.forget();
		this.log.announce();
		if (inPlaceOfLost) this.alert(say(this.language, "sessionEnded"));
	}

	private forget(): void {
		this.known = [];
		this.typing.stop();
		this.log.clear();
		this.render();
	}

	private lines(): readonly Line[] {
		return linesOf(this.known, this.outbox.unsent(), this.language);
	}

	private render(): void {
		const lines = this.lines();
		this.log.show(lines, this.language);
		this.choices.show(liveStep(lines), this.language);
		this.notices.queue(queueState(lines));
		this.notices.connection(navigator.onLine ? this.state : "offline", this.language);
		this.log.follow(this.language);
	}
}

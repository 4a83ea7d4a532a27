// "Is typing", shown when the other side says so or an answer takes more than a moment, and never for longer than ten seconds.

const momentMs = 400;
const longestMs = 10_000;

export class Typing {
	private readonly show: (isTyping: boolean) => void;
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(show: (isTyping: boolean) => void) {
		this.show = show;
	}

	/** An answer is expected; typing is shown when it is not there at once. */
	soon(): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.start(), momentMs);
	}

	start(): void {
		clearTimeout(this.timer);
		this.show(true);
		this.timer = setTimeout(() => this.stop(), longestMs);
	}

	stop(): void {
		clearTimeout(this.timer);
		this.show(false);
	}
}

// One table of everything that can go unexpectedly wrong, so that callers branch on a code and never on a message.

const codes = {
	CONFIG_INVALID: "the configuration has mistakes",
	CONVERSATION_UNKNOWN: "there is no such conversation",
	STORE_IN_USE: "the database is in use; stop the bot first",
	BACKUP_UNUSABLE: "the file is not a sound backup",
	STORE_UNAVAILABLE: "the database cannot be written to",
	STATUS_BAD_RESPONSE: "the status page answered with an error",
	DESK_UNREACHABLE: "the desk was not reached",
	DESK_REFUSED: "the desk refused the request",
	CHANNEL_UNREACHABLE: "the channel was not reached",
	CHANNEL_REFUSED: "the channel refused the message",
	ASSET_MISSING: "a built asset is missing; run `npm run build`",
} as const;

export type ErrorCode = keyof typeof codes;

type ErrorContext = {
	readonly status?: number;
	/** Whether trying again later may help. Unsaid means yes. */
	readonly retryable?: boolean;
	/** Wait at least this long first, when the other side said so. */
	readonly retryAfterMs?: number;
	/** True when the other side may have done it although no answer came. */
	readonly ambiguous?: boolean;
	readonly detail?: string;
	readonly cause?: unknown;
};

export class RelinkError extends Error {
	readonly code: ErrorCode;
	readonly context: ErrorContext;

	constructor(code: ErrorCode, context: ErrorContext = {}) {
		super(context.detail === undefined ? codes[code] : `${codes[code]}: ${context.detail}`, { cause: context.cause });
		this.name = "RelinkError";
		this.code = code;
		this.context = context;
	}
}

/** An unexpected failure, named by the table above. Never put merchant text into `detail`. */
export const relinkError = (code: ErrorCode, context?: ErrorContext): RelinkError => new RelinkError(code, context);

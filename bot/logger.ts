// Structured logs on stdout. Merchant text never gets here: nothing that holds SafeText is passed to a logger.

import pino, { type Logger } from "pino";

export type { Logger } from "pino";

/** The root logger; each concern takes a child of it. */
export const createLogger = (level: string): Logger => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

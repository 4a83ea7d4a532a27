// A real logger that writes nothing.

import { createLogger } from "../../bot/logger.ts";

export const silentLogger = createLogger("silent");

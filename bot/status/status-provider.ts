// The port to a status page. One file a vendor beside this one, one row in registry.ts, one contract suite.

import type { StatusReport } from "../../dialogs/status/report.ts";

export interface StatusProvider {
	readonly id: string;
	/**
	 * Reads the page once. Never throws and never says `operational` from a failure: unreachable, slow, malformed or
	 * oversized pages are `unavailable`.
	 */
	read(signal: AbortSignal): Promise<StatusReport>;
}

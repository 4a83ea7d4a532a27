// A WebSocket frame: as many activities as fit.

import type { LogEntry } from "../../store/store.ts";
import { toActivity, type View } from "./activity.ts";

export type Frame = { readonly text: string; readonly count: number; readonly lastSeq: number };

/** Some proxies cut larger frames. One activity alone is always far below. */
const maxFrameBytes = 64 * 1024;

/** Room for the watermark and the braces. */
const envelopeBytes = 100;

/** The first entries that fit into a frame; at least one. `entries` must not be empty. */
export const toFrame = (entries: readonly LogEntry[], view: View): Frame => {
	const activities: string[] = [];
	let bytes = envelopeBytes;
	let lastSeq = 0;
	for (const entry of entries) {
		const activity = JSON.stringify(toActivity(entry, view));
		bytes += Buffer.byteLength(activity) + 1;
		if (activities.length > 0 && bytes > maxFrameBytes) break;
		activities.push(activity);
		lastSeq = entry.seq;
	}
	return { text: `{"activities":[${activities.join(",")}],"watermark":"${lastSeq}"}`, count: activities.length, lastSeq };
};

// The watermark of the wire is the durable sequence number of the last activity seen.

import { httpError } from "../../http/http-error.ts";

/** The sequence number to go on after; none and "-" mean from the beginning. */
export const readWatermark = (watermark: string | null): number => {
	if (watermark === null || watermark === "" || watermark === "-") return 0;
	if (!/^\d{1,15}$/.test(watermark)) throw httpError(400, "BadWatermark", "the watermark is not one of ours");
	return Number(watermark);
};

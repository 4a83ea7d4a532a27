// Sends a message with its photo. XMLHttpRequest, because fetch tells nobody how far an upload has come.

import { type Answer, failed, type Session } from "./direct-line.ts";
import { photoBlob } from "./photo.ts";

type Upload = {
	readonly session: Session;
	readonly activity: unknown;
	/** A JPEG as a data URL. */
	readonly photo: string;
	/** Hears the part sent so far, 0 to 1. */
	readonly progress: (part: number) => void;
	readonly timeoutMs: number;
};

/** Posts to Direct Line's upload endpoint. */
export const uploadPhoto = ({ session, activity, photo, progress, timeoutMs }: Upload): Promise<Answer<unknown>> =>
	new Promise((resolve) => {
		const form = new FormData();
		form.append("activity", new Blob([JSON.stringify(activity)], { type: "application/vnd.microsoft.activity" }));
		form.append("file", photoBlob(photo), "photo.jpg");
		const request = new XMLHttpRequest();
		request.open("POST", `/v3/directline/conversations/${encodeURIComponent(session.conversationId)}/upload`);
		request.setRequestHeader("Authorization", `Bearer ${session.token}`);
		request.timeout = timeoutMs;
		request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
		request.onload = () =>
			resolve(
				request.status >= 200 && request.status < 300
					? { kind: "ok", value: null }
					: failed(request.status, request.getResponseHeader("Retry-After")),
			);
		request.onerror = request.ontimeout = () => resolve({ kind: "unreachable", retryAfterMs: null });
		request.send(form);
	});

// What is said: reading the log after a watermark, posting a message, posting one with pictures.

import type { BodyRoom } from "../../http/body-room.ts";
import { requireAllowed } from "../../http/http-error.ts";
import { readJson } from "../../http/json-body.ts";
import { clientAddress } from "../../http/origin.ts";
import type { RateLimit } from "../../http/rate-limit.ts";
import type { Store } from "../../store/store.ts";
import type { Turns } from "../../turn/turns.ts";
import { toActivitySet } from "./activity.ts";
import type { Answer, Endpoint } from "./endpoint.ts";
import { readIncoming } from "./incoming.ts";
import { dropPictures, keepPictures } from "./keep-pictures.ts";
import type { NoteDelivered } from "./note-delivered.ts";
import { find } from "./sessions.ts";
import { readUpload } from "./upload-body.ts";
import type { Picture, Uploads } from "./uploads.ts";
import { readWatermark } from "./watermark.ts";

export type ActivityDeps = {
	readonly store: { readonly conversations: Pick<Store["conversations"], "find" | "log"> };
	readonly noteDelivered: NoteDelivered;
	readonly turns: Pick<Turns, "say">;
	readonly uploads: Uploads;
	readonly uploadLimit: RateLimit;
	readonly uploadsFromLimit: RateLimit;
	readonly bodyRoom: BodyRoom;
	readonly newId: () => string;
};

/** Activities an answer holds; a client that is further behind asks again. */
const pageLength = 200;

/** GET /conversations/:id/activities */
export const list =
	({ store, noteDelivered }: ActivityDeps): Endpoint =>
	async ({ conversationId, query, baseUrl }) => {
		const afterSeq = readWatermark(query().get("watermark"));
		const { userId } = await find(store, conversationId);
		const entries = await store.conversations.log(conversationId, afterSeq, pageLength);
		noteDelivered(conversationId, entries);
		return { status: 200, body: toActivitySet(entries, afterSeq, { conversationId, userId, baseUrl: baseUrl() }) };
	};

/** POST /conversations/:id/activities */
export const post =
	(deps: ActivityDeps): Endpoint =>
	async ({ conversationId, request, caller }) => {
		// A token is for a web chat; whoever knows the secret may name any conversation.
		if (caller.kind === "server") await find(deps.store, conversationId);
		return accept(deps, conversationId, { activity: await readJson(request), pictures: [] });
	};

/** POST /conversations/:id/upload */
export const upload =
	(deps: ActivityDeps): Endpoint =>
	async ({ conversationId, request }) => {
		const address = clientAddress(request);
		for (const verdict of [deps.uploadLimit(conversationId), deps.uploadsFromLimit(address)]) requireAllowed(verdict);
		await find(deps.store, conversationId);
		const place = deps.bodyRoom(address);
		try {
			return await accept(deps, conversationId, await readUpload(request, place));
		} finally {
			place.leave();
		}
	};

type Posted = { readonly activity: unknown; readonly pictures: readonly Picture[] };

/** The id in the answer is that of the message's log entry, also when it was posted before. */
const accept = async (deps: ActivityDeps, conversationId: string, { activity, pictures }: Posted): Promise<Answer> => {
	const incoming = readIncoming(activity, pictures.length);
	if (incoming.kind === "other") return { status: 200, body: { id: deps.newId() } };
	const attachments = await keepPictures(deps.uploads, conversationId, pictures);
	// The client's own id tells a message that comes again; clients without one have nothing else that would.
	const { text, choice, clientActivityId, replyToId } = incoming.message;
	const message = { conversationId, text, choice, activityId: null, clientActivityId, replyToId, attachments, clientTimestamp: null };
	const { kind, entryId } = await deps.turns.say(message);
	// Its pictures were kept the first time.
	if (kind === "duplicate") await dropPictures(deps.uploads, attachments);
	return { status: 200, body: { id: entryId ?? deps.newId() } };
};

// A merchant at the web chat's endpoint, over plain REST: enough to write, to read on from a watermark, and to come back.

type Activity = {
	readonly id: string;
	readonly from: { readonly role?: string };
	readonly text?: string;
	readonly channelData?: {
		readonly relink?: { readonly kind: string; readonly id?: string; readonly choices?: readonly { readonly id: string }[] };
	};
};

export type RestMerchant = {
	readonly conversationId: string;
	/** Writes, or picks a choice; resolves with the activity's id once it is accepted. */
	write(text: string, choice?: string): Promise<string>;
	/** What the bot said since the last call, once it said anything. */
	hear(): Promise<readonly Activity[]>;
	/** Everything in the conversation. */
	all(): Promise<readonly Activity[]>;
	/** Goes on with another process at another address. */
	moveTo(url: string): void;
};

const tries = 200;
const pauseMs = 25;

/** Opens the chat as its page does. */
export const openDirectLine = async (url: string, locale: string): Promise<RestMerchant> => {
	let base = url;
	let watermark = "";
	const answer = async (response: Response) => {
		if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
		return response.json();
	};
	const json = { "Content-Type": "application/json" };
	const { token } = (await answer(await fetch(`${base}/chat/token`, { method: "POST", headers: json, body: "{}" }))) as { token: string };
	const headers = { ...json, Authorization: `Bearer ${token}` };
	const started = await fetch(`${base}/v3/directline/conversations`, { method: "POST", headers, body: JSON.stringify({ locale }) });
	const { conversationId } = (await answer(started)) as { conversationId: string };
	const read = async (from: string) => {
		const response = await fetch(`${base}/v3/directline/conversations/${conversationId}/activities?watermark=${from}`, { headers });
		return (await answer(response)) as { activities: readonly Activity[]; watermark: string };
	};
	return {
		conversationId,
		moveTo: (next) => {
			base = next;
		},
		write: async (text, choice) => {
			const activity = { type: "message", text, locale, ...(choice === undefined ? {} : { channelData: { relink: { choice } } }) };
			const posted = await fetch(`${base}/v3/directline/conversations/${conversationId}/activities`, {
				method: "POST",
				headers,
				body: JSON.stringify(activity),
			});
			return ((await answer(posted)) as { id: string }).id;
		},
		hear: async () => {
			for (let attempt = 0; attempt < tries; attempt += 1) {
				const { activities, watermark: reached } = await read(watermark);
				const said = activities.filter(({ channelData }) => channelData?.relink !== undefined);
				if (said.length > 0) {
					watermark = reached;
					return said;
				}
				await new Promise((resolve) => setTimeout(resolve, pauseMs));
			}
			throw new Error("the bot said nothing");
		},
		all: async () => (await read("")).activities,
	};
};

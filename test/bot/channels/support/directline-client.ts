// The published Direct Line client, with the little a test asks of it.

import { type Activity, type ConnectionStatus, DirectLine } from "botframework-directlinejs";
import { installBrowserGlobals } from "./browser-globals.ts";

installBrowserGlobals();

export type Client = {
	readonly line: DirectLine;
	/** Everything that arrived, in order of arrival. */
	readonly received: Activity[];
	readonly texts: () => readonly string[];
	readonly statuses: ConnectionStatus[];
	/** Resolves with the id the server gave. */
	say(text: string, clientActivityID?: string): Promise<string>;
	post(activity: Activity): Promise<string>;
	close(): void;
};

type Options = ConstructorParameters<typeof DirectLine>[0];

/** Connects and listens. */
export const connectClient = (options: Options): Client => {
	const line = new DirectLine(options);
	const received: Activity[] = [];
	const statuses: ConnectionStatus[] = [];
	line.connectionStatus$.subscribe((status) => statuses.push(status));
	const listening = line.activity$.subscribe(
		(activity) => received.push(activity),
		() => undefined,
	);
	const post = (activity: Activity) =>
		new Promise<string>((resolve, reject) => {
			line.postActivity(activity).subscribe(resolve, reject);
		});
	return {
		line,
		received,
		statuses,
		texts: () => received.map((activity) => ("text" in activity ? (activity.text ?? "") : "")),
		post,
		say: (text, clientActivityID) =>
			post({ type: "message", from: { id: "ignored" }, text, ...(clientActivityID ? { channelData: { clientActivityID } } : {}) }),
		close: () => {
			listening.unsubscribe();
			line.end();
		},
	};
};

// A merchant in Microsoft Teams: the channel posts what they write until it is acknowledged, and shows what the bot sends.

import { historian, type MerchantEvent } from "../judge/history.ts";
import type { Connector } from "./connector.ts";
import { httpCall, isSuccess } from "./http-call.ts";
import { untilTrue } from "./retry.ts";

export type TeamsMerchant = {
	readonly name: string;
	/** Sends once, or again, under this id; true when it was acknowledged. */
	send(messageId: string, text: string, choice?: string): Promise<boolean>;
	/** Sends until it is acknowledged. */
	say(text: string, choice?: string): Promise<void>;
	/** Messages said so far. */
	said(): number;
	/** Whether everything said, and joining, has been answered. */
	isAnswered(): boolean;
};

export type TeamsOptions = {
	/** The conversation's own id, too. */
	readonly name: string;
	readonly url: () => string;
	readonly histories: string;
	readonly connector: Connector;
};

export const createTeamsMerchant = ({ name, url, histories, connector }: TeamsOptions): TeamsMerchant => {
	const note = historian<MerchantEvent>(histories, name);
	let said = 0;
	const send = async (messageId: string, text: string, choice?: string): Promise<boolean> => {
		const activity = {
			type: "message",
			id: messageId,
			channelId: "msteams",
			serviceUrl: connector.url,
			conversation: { id: name },
			from: { id: `29:${name}` },
			recipient: { id: "28:bot" },
			locale: "en",
			text,
			...(choice === undefined ? {} : { value: { choice } }),
		};
		note({ kind: "sent", messageId });
		const answer = await httpCall(`${url()}/api/messages`, { method: "POST", body: activity });
		if (isSuccess(answer)) note({ kind: "acknowledged", messageId, id: "" });
		else note({ kind: "failed", messageId, status: answer.status });
		return isSuccess(answer);
	};
	return {
		name,
		send,
		say: async (text, choice) => {
			said += 1;
			const messageId = `${name}-${said}`;
			await untilTrue("an acknowledgement", () => send(messageId, text, choice));
		},
		said: () => said,
		isAnswered: () => connector.lastTurn(name) >= said + 1,
	};
};

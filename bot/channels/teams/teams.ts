// Microsoft Teams, the Bot Framework Emulator and anything else that speaks the Bot Framework protocol.

import type restify from "restify";
import type { Routes } from "../../http/create-http-server.ts";
import { httpError, sendJson } from "../../http/http-error.ts";
import { readJsonAs } from "../../http/json-body.ts";
import { createRateLimit, type RateLimit } from "../../http/rate-limit.ts";
import type { Logger } from "../../logger.ts";
import type { Channel } from "../../outbox/deliver/send-activity.ts";
import { allowances } from "../limits.ts";
import { incomingActivity } from "./activity.ts";
import { type AppConfig, type BotFramework, loadBotFramework } from "./bot-framework.ts";
import { type OutgoingActivity, toTeams } from "./card.ts";
import type { Addressed } from "./connector.ts";
import { fetchPicture } from "./fetch-picture.ts";
import { bringPictures } from "./pictures.ts";
import { type ReceiveDeps, receive } from "./receive.ts";
import { isServiceUrlAllowed } from "./service-url.ts";

type Deps = Omit<ReceiveDeps, "pictures"> & { readonly config: AppConfig; readonly now: () => number; readonly logger: Logger };

export type Teams = Channel & { readonly routes: Routes };

/** The SDK is loaded at once when an app is configured, otherwise with the first activity. */
export const createTeams = (deps: Deps): Teams => {
	const load = lazily(() => loadBotFramework(deps.config));
	const limit = createRateLimit({ ...allowances.uploads, now: deps.now });
	if (deps.config.MicrosoftAppId !== "")
		load().catch((error: unknown) => deps.logger.error({ err: error }, "botbuilder could not be loaded"));
	const taking = { ...deps, load, limit };
	return {
		routes: (server) => server.post("/api/messages", async (request, response) => take(taking, request, response)),
		send: async (address, entry, _idempotencyKey, signal) => {
			const { send } = await load();
			// The address is that of a checked activity, so it names its service and conversation.
			await send(toTeams(entry, address ?? {}) as Addressed & OutgoingActivity, signal);
		},
	};
};

/** Answers as soon as the activity is durable: Teams sends again what takes 15 seconds. */
const take = async (
	deps: Deps & { readonly load: () => Promise<BotFramework>; readonly limit: RateLimit },
	request: restify.Request,
	response: restify.Response,
): Promise<void> => {
	const activity = await readJsonAs(incomingActivity, request);
	if (!isServiceUrlAllowed(activity.serviceUrl, deps.config.MicrosoftAppId)) {
		throw httpError(403, "BadServiceUrl", "replies are not sent to this address");
	}
	const framework = await deps.load();
	const pictures = picturesOf(deps, framework);
	const answer = await framework
		.receive(request.headers.authorization ?? "", activity, async (context) => {
			const invoked = await receive({ ...deps, pictures }, activity);
			if (invoked !== null) await context.sendActivity({ type: "invokeResponse", value: invoked });
		})
		.catch(refuseStranger);
	sendJson(response, answer?.status ?? 200, answer?.body ?? {});
};

/** Well within the time after which Teams sends the message again. */
const pictureTimeoutMs = 5_000;

/** The bot's token goes where replies go, and nowhere else. */
const picturesOf =
	({ uploads, limit, config }: Deps & { readonly limit: RateLimit }, { authorize }: BotFramework): ReceiveDeps["pictures"] =>
	(conversationId, activity) => {
		const isAllowed = (url: string) => isServiceUrlAllowed(url, config.MicrosoftAppId);
		const fetchAll = (urls: readonly string[]) => {
			const signal = AbortSignal.timeout(pictureTimeoutMs);
			return Promise.all(urls.map((url) => fetchPicture({ isAllowed, authorize, signal }, url)));
		};
		return bringPictures({ uploads, limit, fetchAll }, conversationId, activity);
	};

/** The SDK's authentication error carries a status; its message may quote the token. */
const refuseStranger = (error: unknown): never => {
	const status = error instanceof Error && "statusCode" in error ? error.statusCode : null;
	if (status === 401 || status === 403) throw httpError(401, "Unauthorized", "the token is not from the Bot Framework");
	throw error;
};

const lazily = <T>(make: () => Promise<T>): (() => Promise<T>) => {
	let made: Promise<T> | undefined;
	return () => {
		made ??= make().catch((error: unknown) => {
			made = undefined;
			throw error;
		});
		return made;
	};
};

// botbuilder's CloudAdapter, loaded when first needed: it costs a second and 40 MB. The only importer of the SDK.

import type { Activity, InvokeResponse, TurnContext } from "botbuilder";
import { type Authorize, createAuthorize } from "./authorize.ts";
import { createSendToConversation, type SendToConversation } from "./connector.ts";
import { loadPost } from "./post.ts";

export type AppConfig = {
	readonly MicrosoftAppId: string;
	readonly MicrosoftAppPassword: string;
	readonly MicrosoftAppType: string;
	readonly MicrosoftAppTenantId: string;
};

export type BotFramework = {
	/** Checks who sent the activity, then lets `logic` take it. Rejects with an error of the SDK when it is not from where it says. */
	receive(authorization: string, activity: object, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined>;
	readonly authorize: Authorize;
	/** Sends into a conversation the bot was in before. */
	readonly send: SendToConversation;
};

const loginEndpoint = "https://login.microsoftonline.com/botframework.com";
const channelScope = "https://api.botframework.com";

/** Loads the SDK and sets it up for one app. */
export const loadBotFramework = async (config: AppConfig): Promise<BotFramework> => {
	const sdk = await import("botbuilder");
	const credentials = new sdk.ConfigurationServiceClientCredentialFactory(config);
	const authorize = createAuthorize(() => credentials.createCredentials(config.MicrosoftAppId, channelScope, loginEndpoint, true));
	const send = createSendToConversation({ authorize, post: await loadPost() });
	type Factory = ReturnType<InstanceType<typeof sdk.ConfigurationBotFrameworkAuthentication>["createConnectorFactory"]>;
	type ConnectorClient = Awaited<ReturnType<Factory["create"]>>;
	type UserTokenClient = Awaited<ReturnType<InstanceType<typeof sdk.ConfigurationBotFrameworkAuthentication>["createUserTokenClient"]>>;
	// A turn of the SDK only takes an activity in and answers invokes: it calls nobody.
	const factory = { create: async () => ({}) as ConnectorClient } as Factory;

	class Authentication extends sdk.ConfigurationBotFrameworkAuthentication {
		/** Relink signs nobody in, and making this client is the dearest part of a turn. */
		override async createUserTokenClient() {
			return {} as UserTokenClient;
		}
		override createConnectorFactory(): Factory {
			return factory;
		}
		override async authenticateRequest(activity: Activity, authorization: string) {
			return { ...(await super.authenticateRequest(activity, authorization)), connectorFactory: factory };
		}
	}
	class Adapter extends sdk.CloudAdapter {
		/** Not `process`: that one answers errors with their message and prints them. */
		receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
			return this.processActivity(authorization, activity, logic);
		}
	}
	const adapter = new Adapter(new Authentication({ ...config }, credentials));
	return {
		authorize,
		// Checked by activity.ts; the SDK's type asks for every field a channel might send.
		receive: (authorization, activity, logic) => adapter.receive(authorization, activity as Activity, logic),
		send,
	};
};

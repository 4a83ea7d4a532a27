// What Relink's turns are measured against, each as a process of its own: bare restify that calls out, and botbuilder's echo bot
// without and with conversation state.

import { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage, type TurnContext } from "botbuilder";
import restify from "restify";

const bareReply = async (body: { serviceUrl: string; conversation: { id: string }; text: string }): Promise<void> => {
	const response = await fetch(`${body.serviceUrl}/v3/conversations/${body.conversation.id}/activities`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ type: "message", text: body.text }),
	});
	await response.body?.cancel();
};

const echo = async (context: TurnContext): Promise<void> => {
	if (context.activity.type === "message") await context.sendActivity(`echo: ${context.activity.text}`);
};

const countingEcho = () => {
	const state = new ConversationState(new MemoryStorage());
	const count = state.createProperty<number>("count");
	return async (context: TurnContext): Promise<void> => {
		await count.set(context, (await count.get(context, 0)) + 1);
		await echo(context);
		await state.saveChanges(context);
	};
};

const start = (name: string): void => {
	const server = restify.createServer();
	server.use(restify.plugins.bodyParser());
	const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
	const bot = name === "echoWithState" ? countingEcho() : echo;
	server.post("/api/messages", async (request, response) => {
		// @types/restify leaves out `undefined` where botbuilder spells it.
		if (name !== "bareRestify") return adapter.process(request as never, response, bot);
		await bareReply(request.body);
		response.send(200);
	});
	server.listen(0, "127.0.0.1", () => process.stdout.write(`chat http://127.0.0.1:${server.address().port}/\n`));
};

start(process.argv[2] ?? "");

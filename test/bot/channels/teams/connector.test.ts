import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSendToConversation } from "../../../../bot/channels/teams/connector.ts";
import { loadPost } from "../../../../bot/channels/teams/post.ts";
import { RelinkError } from "../../../../bot/errors.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";

let connector: FakeConnector;

beforeEach(async () => {
	connector = await startFakeConnector();
});

afterEach(() => connector.close());

const post = await loadPost();

const activity = {
	type: "message",
	channelId: "msteams",
	serviceUrl: "",
	conversation: { id: "19:a@thread.tacv2;messageid=1" },
	from: { id: "28:bot" },
	recipient: { id: "29:merchant" },
	text: "hi",
};

const sendToConversation = createSendToConversation({ authorize: async () => "Bearer t", post });

const send = (signal: AbortSignal = AbortSignal.timeout(5_000)) => sendToConversation({ ...activity, serviceUrl: connector.url }, signal);

const failureOf = async (sending: Promise<unknown>) => {
	const error = await sending.then(
		() => null,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(RelinkError);
	return error as RelinkError;
};

describe("createConnector", () => {
	it("posts to the conversation, whatever signs its id has", async () => {
		await send();
		expect(connector.sent).toHaveLength(1);
	});

	it.each([
		{ status: 400, code: "CHANNEL_REFUSED", retryable: false, ambiguous: false },
		{ status: 401, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: false },
		{ status: 403, code: "CHANNEL_REFUSED", retryable: false, ambiguous: false },
		{ status: 404, code: "CHANNEL_REFUSED", retryable: false, ambiguous: false },
		{ status: 412, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: false },
		{ status: 413, code: "CHANNEL_REFUSED", retryable: false, ambiguous: false },
		{ status: 429, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: false },
		{ status: 500, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: true },
		{ status: 502, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: true },
		{ status: 503, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: false },
		{ status: 504, code: "CHANNEL_UNREACHABLE", retryable: true, ambiguous: true },
		{ status: 302, code: "CHANNEL_REFUSED", retryable: false, ambiguous: false },
	])("$status is $code, retryable $retryable, ambiguous $ambiguous", async ({ status, code, retryable, ambiguous }) => {
		connector.fail({ status });
		const { code: is, context } = await failureOf(send());
		expect({ code: is, retryable: context.retryable, ambiguous: context.ambiguous }).toEqual({ code, retryable, ambiguous });
	});

	it("passes on how long to wait", async () => {
		connector.fail({ status: 429, headers: { "Retry-After": "7" } });
		expect((await failureOf(send())).context.retryAfterMs).toBe(7_000);
	});

	it("calls a message nobody answered for ambiguous", async () => {
		connector.fail("cut", "hang");
		expect((await failureOf(send())).context.ambiguous).toBe(true);
		expect((await failureOf(send(AbortSignal.timeout(50)))).context.ambiguous).toBe(true);
	});

	it("calls a connection that never came about not ambiguous", async () => {
		await connector.close();
		expect((await failureOf(send())).context.ambiguous).toBe(false);
		connector = await startFakeConnector();
	});
});

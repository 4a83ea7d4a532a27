import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, call, type Session } from "../support/direct-line-calls.ts";
import { type Channels, startChannels } from "../support/start-channels.ts";

let channels: Channels;
let session: Session;
const plenty = { limit: 1_000_000, windowMs: 1_000 };

beforeAll(async () => {
	channels = await startChannels({ limits: { starts: plenty, calls: plenty, uploads: plenty } });
	session = await begin(channels);
});

afterAll(() => channels.close());

const sound = async (response: Promise<Response>): Promise<void> => {
	const { status, headers } = await response;
	expect(status).toBeLessThan(500);
	if (status >= 400) expect(headers.get("content-type")).toContain("application/json");
};

/** Activities that are nearly right: a known field holds anything at all. */
const activities = fc.record(
	{
		type: fc.constantFrom("message", "typing", "event", "", "MESSAGE"),
		text: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
		locale: fc.jsonValue(),
		replyToId: fc.jsonValue(),
		value: fc.jsonValue(),
		attachments: fc.jsonValue(),
		channelData: fc.oneof(fc.jsonValue(), fc.record({ clientActivityID: fc.jsonValue(), relink: fc.record({ choice: fc.jsonValue() }) })),
	},
	{ requiredKeys: ["type"] },
);

const seeded = { seed: 20261123, numRuns: 150 };

describe("Direct Line under hostile input", () => {
	it("never fails inside, whatever the activity", async () => {
		const post = (body: unknown) =>
			call(channels, "POST", `/conversations/${session.conversationId}/activities`, { bearer: session.token, body });
		await fc.assert(
			fc.asyncProperty(activities, (activity) => sound(post(activity))),
			seeded,
		);
	});

	it("never fails inside, whatever the bytes", async () => {
		const post = (body: string) =>
			call(channels, "POST", `/conversations/${session.conversationId}/upload`, {
				bearer: session.token,
				body,
				headers: { "Content-Type": "multipart/form-data; boundary=b" },
			});
		const noise = fc.array(
			fc.oneof(fc.constantFrom("--b", "--b--", "\r\n", 'Content-Disposition: form-data; name="activity"'), fc.string()),
		);
		await fc.assert(
			fc.asyncProperty(noise, (parts) => sound(post(parts.join("")))),
			seeded,
		);
	});

	it("never fails inside, whatever the address, the token and the watermark", async () => {
		const word = fc.string({ unit: "binary", maxLength: 40 }).map((text) => encodeURIComponent(Buffer.from(text).toString()));
		await fc.assert(
			fc.asyncProperty(word, word, word, async (id, watermark, token) => {
				await sound(call(channels, "GET", `/conversations/${id}?watermark=${watermark}`, { bearer: session.token }));
				await sound(
					call(channels, "GET", `/conversations/${session.conversationId}/activities?watermark=${watermark}`, { bearer: session.token }),
				);
				await sound(call(channels, "GET", `/attachments/${id}/${watermark}`));
				await sound(call(channels, "POST", "/conversations", { bearer: `a.${token}.c` }));
			}),
			{ ...seeded, numRuns: 60 },
		);
	});
});

import { describe, expect, it } from "vitest";
import { createAuthorize } from "../../../../bot/channels/teams/authorize.ts";

type Signing = { readonly headers: { set(name: string, value: string): void } };

const never = new Promise<never>(() => undefined);
const soon = () => AbortSignal.timeout(5_000);

describe("createAuthorize", () => {
	it("gives what the credentials sign with, and makes them once", async () => {
		let made = 0;
		const authorize = createAuthorize(async () => {
			made += 1;
			return { signRequest: async ({ headers }: Signing) => headers.set("Authorization", "Bearer t") };
		});
		expect([await authorize(soon()), await authorize(soon())]).toEqual(["Bearer t", "Bearer t"]);
		expect(made).toBe(1);
	});

	it("gives nothing when there is no app to speak for", async () => {
		expect(await createAuthorize(async () => ({ signRequest: async () => undefined }))(soon())).toBeNull();
	});

	it.each([
		{ why: "the login endpoint says nothing", signRequest: () => never, signal: () => AbortSignal.timeout(20) },
		{ why: "time was up before", signRequest: () => never, signal: () => AbortSignal.abort() },
		{ why: "it refuses", signRequest: () => Promise.reject(new Error("AADSTS7000215")), signal: soon },
	])("fails with nothing sent when $why", async ({ signRequest, signal }) => {
		const authorizing = createAuthorize(async () => ({ signRequest }))(signal());
		await expect(authorizing).rejects.toMatchObject({ code: "CHANNEL_UNREACHABLE", context: { ambiguous: false } });
	});
});

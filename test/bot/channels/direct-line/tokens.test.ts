import { describe, expect, it } from "vitest";
import { createTickets } from "../../../../bot/channels/direct-line/tickets.ts";
import { createTokens } from "../../../../bot/channels/direct-line/tokens.ts";

const at = (secret = "s") => {
	let time = 1_000_000;
	const now = () => time;
	const tokens = createTokens({ secret, now, lifetimeS: 60 });
	let ids = 0;
	const store = { spendTicket: async () => true };
	const tickets = createTickets({ tokens, store, now, newId: () => String(++ids) });
	return {
		tokens,
		tickets,
		wait: (ms: number) => {
			time += ms;
		},
	};
};

const holder = { conversationId: "c", userId: "dl_u", origins: ["https://shop.example"] };
const ticket = { conversationId: "c", userId: "dl_u", origins: null, afterSeq: 7 };

describe("createTokens", () => {
	it("gives back whose the token is", () => {
		const { tokens } = at();
		expect(tokens.verify(tokens.issue(holder))).toEqual({ kind: "valid", holder });
	});

	it("shows the user as a claim of a JWT, where the published client reads it", () => {
		const { tokens } = at();
		const [, body = ""] = tokens.issue(holder).split(".");
		expect(JSON.parse(Buffer.from(body, "base64url").toString())).toMatchObject({ user: "dl_u" });
	});

	it("knows its own expired token from a forged one", () => {
		const { tokens, wait } = at();
		const token = tokens.issue(holder);
		wait(60_000);
		expect(tokens.verify(token)).toEqual({ kind: "expired", holder, issuedAt: 1_000_000 });
		expect(tokens.verify(`${token}x`)).toEqual({ kind: "forged" });
	});

	it("takes no token of another secret", () => {
		expect(at("other").tokens.verify(at().tokens.issue(holder))).toEqual({ kind: "forged" });
	});

	it("takes a token written as it was issued, and in no other way", () => {
		const { tokens } = at();
		const token = tokens.issue(holder);
		for (const padded of [`~${token}`, `${token}=`, `${token}~~~~`]) expect(tokens.verify(padded)).toEqual({ kind: "forged" });
	});

	it("takes no claim sealed for another purpose", () => {
		const { tokens } = at();
		expect(tokens.open("token", tokens.seal("stream", { a: 1 }))).toBeNull();
	});
});

describe("createTickets", () => {
	it("lets a ticket be spent once", async () => {
		const { tickets } = at();
		const sealed = tickets.issue(ticket);
		expect(tickets.read(sealed)).toMatchObject(ticket);
		expect(await Promise.all([tickets.spend(sealed), tickets.spend(sealed)])).toEqual([expect.objectContaining(ticket), null]);
		expect(tickets.read(sealed)).toBeNull();
	});

	it("lets a ticket run out after a minute", async () => {
		const { tickets, wait } = at();
		const sealed = tickets.issue(ticket);
		wait(59_999);
		expect(tickets.read(sealed)).not.toBeNull();
		wait(1);
		expect(await tickets.spend(sealed)).toBeNull();
	});

	it.each(["", ".", "a.b.c", "💥"])("takes no ticket of others: %j", async (sealed) => {
		expect(await at().tickets.spend(sealed)).toBeNull();
	});
});

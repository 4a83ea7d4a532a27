// Direct Line tokens: JWT-shaped, signed with a key made from the secret, bound to a conversation, a user and the Origins that may use them.

import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Whose a token is. */
export type Holder = {
	readonly conversationId: string;
	readonly userId: string;
	/** Pages that may use the token; null when it was made for a server, which may hand it to any page of its own. */
	readonly origins: readonly string[] | null;
};

type Verdict =
	| { readonly kind: "valid"; readonly holder: Holder }
	/** Genuine, but too old: good enough to ask for a new one at the chat page's own endpoint. */
	| { readonly kind: "expired"; readonly holder: Holder; readonly issuedAt: number }
	| { readonly kind: "forged" };

export type Tokens = {
	readonly lifetimeS: number;
	issue(holder: Holder): string;
	verify(token: string): Verdict;
	/** Whether this is the Direct Line secret itself, compared in constant time. */
	isSecret(bearer: string): boolean;
	/** Signs a short-lived claim of another purpose; `open` takes only claims of the same purpose. */
	seal(purpose: string, claim: object): string;
	open(purpose: string, sealed: string): unknown;
};

type Deps = {
	readonly secret: string;
	readonly now: () => number;
	readonly lifetimeS?: number;
};

/** Half an hour; the client refreshes every 15 minutes. */
const defaultLifetimeS = 30 * 60;

const claims = z.object({
	conv: z.string(),
	/** The published client reads this one. */
	user: z.string(),
	origins: z.array(z.string()).nullable(),
	iat: z.number(),
	exp: z.number(),
});

type Claims = z.output<typeof claims>;

/** Half a kilobyte each. */
const maxKnown = 5_000;

const header = base64({ alg: "HS256", typ: "JWT" });

/** Tokens of one secret. */
export const createTokens = ({ secret, now, lifetimeS = defaultLifetimeS }: Deps): Tokens => {
	const sign = (purpose: string, text: string) => createHmac("sha256", secret).update(`${purpose}\n${text}`).digest();
	const seal = (purpose: string, claim: object): string => {
		const text = `${header}.${base64(claim)}`;
		return `${text}.${sign(purpose, text).toString("base64url")}`;
	};
	const open = (purpose: string, sealed: string): unknown => {
		const end = sealed.lastIndexOf(".");
		const text = sealed.slice(0, end);
		if (end < 0 || !isSame(sign(purpose, text), Buffer.from(sealed.slice(end + 1), "base64url"))) return null;
		return JSON.parse(Buffer.from(text.slice(text.indexOf(".") + 1), "base64url").toString());
	};
	const signedSecret = sign("secret", secret);
	const genuine = remembering((token: string) => claims.safeParse(open("token", token)).data);
	return {
		lifetimeS,
		seal,
		open,
		issue: ({ conversationId, userId, origins }) => {
			const iat = Math.floor(now() / 1000);
			return seal("token", { conv: conversationId, user: userId, origins, iat, exp: iat + lifetimeS });
		},
		verify: (token) => judge(isPlain(token) ? genuine(token) : undefined, now()),
		isSecret: (bearer) => isSame(sign("secret", bearer), signedSecret),
	};
};

/** Decoding would pass over any other character: one token could be written, and remembered, in ever more ways. */
const isPlain = (token: string): boolean => /^[\w.-]+$/.test(token);

/** Clients send the same token again and again: what was once found genuine need not be computed anew. Forgeries are not kept. */
const remembering = (read: (token: string) => Claims | undefined): typeof read => {
	const known = new Map<string, Claims>();
	return (token) => {
		const remembered = known.get(token);
		if (remembered !== undefined) return remembered;
		const claim = read(token);
		if (claim === undefined) return undefined;
		if (known.size >= maxKnown) known.clear();
		known.set(token, claim);
		return claim;
	};
};

const judge = (claim: Claims | undefined, now: number): Verdict => {
	if (claim === undefined) return { kind: "forged" };
	const holder = { conversationId: claim.conv, userId: claim.user, origins: claim.origins };
	if (claim.exp * 1000 <= now) return { kind: "expired", holder, issuedAt: claim.iat * 1000 };
	return { kind: "valid", holder };
};

function base64(claim: object): string {
	return Buffer.from(JSON.stringify(claim)).toString("base64url");
}

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

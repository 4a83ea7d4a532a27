// Who is at the desk: signing in and out, sessions, and the token that proves a request came from our own page.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../dialogs/status/report.ts";
import type { Agent, CaseStore } from "../store/case-store.ts";
import { createBadLogins } from "./bad-logins.ts";
import { isPassword, nobodysHash } from "./password.ts";

export const roles = ["agent", "lead", "admin"] as const satisfies readonly Agent["role"][];

export type Role = Agent["role"];

/** The session token is only ever in the cookie; the store knows its hash. */
type Session = { readonly agent: Agent; readonly token: string };

type SignedIn =
	| ({ readonly kind: "signedIn" } & Session)
	| { readonly kind: "wrong" }
	| { readonly kind: "tooMany"; readonly retryAfterS: number };

type Credentials = { readonly name: string; readonly password: string; readonly address: string };

export type SignIn = {
	/** A new session every time; the one before, if any, ends. */
	signIn(credentials: Credentials, before: string | null): Promise<SignedIn>;
	whoIs(token: string): Promise<Agent | null>;
	signOut(token: string): Promise<void>;
};

export const sessionMs = 12 * 60 * 60_000;

const windowMs = 15 * 60_000;
const triesAName = 5;
const triesAnAddress = 20;

/** Sign-in over the case store's agents and sessions. */
export const createSignIn = ({ cases, now }: { readonly cases: CaseStore; readonly now: () => Instant }): SignIn => {
	const byName = createBadLogins({ limit: triesAName, windowMs, now });
	const byAddress = createBadLogins({ limit: triesAnAddress, windowMs, now });

	const signIn = async ({ name, password, address }: Credentials, before: string | null): Promise<SignedIn> => {
		const nameKey = `${address} ${agentName(name)}`;
		const retryAfterS = byName.tryNow(nameKey) ?? byAddress.tryNow(address);
		if (retryAfterS !== null) return { kind: "tooMany", retryAfterS };
		const agent = await cases.findAgent(agentName(name));
		// An unknown name costs as much time as a known one.
		const isRight = await isPassword(password, agent?.passwordHash ?? nobodysHash);
		if (agent === null || !isRight) return { kind: "wrong" };
		byName.forgive(nameKey);
		byAddress.forgive(address);
		if (before !== null) await cases.deleteSession(hashToken(before));
		const token = randomBytes(32).toString("base64url");
		await cases.saveSession(hashToken(token), agent.id, now() + sessionMs);
		return { kind: "signedIn", agent, token };
	};

	return {
		signIn,
		whoIs: (token) => cases.findSession(hashToken(token), now()),
		signOut: (token) => cases.deleteSession(hashToken(token)),
	};
};

/** Names are told apart without regard to case, width or spaces around them. */
export const agentName = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** Made from the session's token, which no other page can read, so nothing more has to be kept. */
export const csrfToken = (token: string): string => createHash("sha256").update(`csrf:${token}`).digest("base64url");

/** Whether the request carries its own session's CSRF token. */
export const isCsrfToken = (given: string, token: string): boolean => {
	const expected = Buffer.from(csrfToken(token));
	const actual = Buffer.from(given);
	return actual.length === expected.length && timingSafeEqual(actual, expected);
};

/** Whether a role may do what needs at least another. */
export const isAtLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);

const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

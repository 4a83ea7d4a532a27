// Signing in to the desk and out of it, and who is signed in.

import type { Request, Response, Server } from "restify";
import { z } from "zod";
import { isStorable } from "../../channels/text.ts";
import type { SignIn } from "../../desks/sign-in.ts";
import { httpError, sendJson, tooManyRequests } from "../http-error.ts";
import { readJsonAs } from "../json-body.ts";
import { clientAddress } from "../origin.ts";
import { admit, me, requireOwnPage, type SessionDeps, sessionCookie, sessionToken } from "./desk-session.ts";

type SignInDeps = SessionDeps & {
	readonly signIn: SignIn;
	/** Whether the desk is reached over https, so that the cookie may insist on it. */
	readonly isSecure: boolean;
};

const credentialsBody = z.object({ name: z.string().min(1).max(100).refine(isStorable), password: z.string().min(1).max(200) });
const bodyBytes = 2_048;

/** The routes that set or clear the session's cookie. */
export const signInRoutes =
	(deps: SignInDeps) =>
	(server: Server): void => {
		server.post("/desk/api/login", logIn(deps));
		server.post("/desk/api/logout", logOut(deps));
		server.get("/desk/api/me", async (request, response) => {
			const { agent, token } = await admit(deps, { method: "get", role: "agent" }, request);
			sendJson(response, 200, me(agent, token));
		});
	};

const logIn =
	(deps: SignInDeps) =>
	async (request: Request, response: Response): Promise<void> => {
		requireOwnPage(request, deps.publicUrl);
		const credentials = await readJsonAs(credentialsBody, request, bodyBytes);
		const address = clientAddress(request);
		const signedIn = await deps.signIn.signIn({ ...credentials, address }, sessionToken(request));
		if (signedIn.kind === "tooMany") throw tooManyRequests(signedIn.retryAfterS);
		if (signedIn.kind === "wrong") throw httpError(401, "WrongCredentials", "name or password is wrong");
		sendJson(response, 200, me(signedIn.agent, signedIn.token), { "Set-Cookie": sessionCookie(signedIn.token, deps.isSecure) });
	};

const logOut =
	(deps: SignInDeps) =>
	async (request: Request, response: Response): Promise<void> => {
		const { token } = await admit(deps, { method: "post", role: "agent" }, request);
		await deps.signIn.signOut(token);
		sendJson(response, 200, {}, { "Set-Cookie": sessionCookie(null, deps.isSecure) });
	};

// The built-in desk over HTTP: the page, signing in, the API behind it, live updates.

import type { StatusReport } from "../../../dialogs/status/report.ts";
import type { CaseFeed } from "../../desks/case-feed.ts";
import type { Describe } from "../../desks/case-view.ts";
import { createCaseWork } from "../../desks/case-work.ts";
import { createSignIn } from "../../desks/sign-in.ts";
import type { Store } from "../../store/store.ts";
import type { Turns } from "../../turn/turns.ts";
import type { Routes } from "../create-http-server.ts";
import { agentEndpoints } from "./desk-agents.ts";
import { caseEndpoints } from "./desk-cases.ts";
import { deskPage } from "./desk-page.ts";
import { type Endpoint, guarded } from "./desk-session.ts";
import { signInRoutes } from "./desk-sign-in.ts";
import { aliveEndpoint, streamRoutes } from "./desk-stream.ts";
import { undeliveredEndpoints } from "./desk-undelivered.ts";

type DeskRouteDeps = {
	readonly store: Pick<Store, "cases" | "conversations" | "outbox">;
	readonly turns: Pick<Turns, "happen">;
	readonly feed: CaseFeed;
	readonly describe: Describe;
	/** What the status page says now; never throws. */
	readonly status: (signal: AbortSignal) => Promise<StatusReport>;
	/** Where the build left the web assets. */
	readonly webDir: string;
	/** PUBLIC_URL, when the desk is behind a proxy. */
	readonly publicUrl: string | null;
	readonly now: () => number;
};

/** Every route of the desk. */
export const deskRoutes = (deps: DeskRouteDeps): Routes => {
	const { store, now, feed, publicUrl } = deps;
	const { cases } = store;
	const signIn = createSignIn({ cases, now });
	const session = { signIn, publicUrl, isSecure: publicUrl?.startsWith("https:") === true };
	const endpoints = deskEndpoints(deps);
	const page = deskPage(deps.webDir);
	return (server) => {
		page(server);
		signInRoutes(session)(server);
		streamRoutes({ ...session, feed, cases, now })(server);
		for (const endpoint of endpoints) server[endpoint.method](endpoint.path, guarded(session, endpoint));
	};
};

/** The rows of the API, with the least role each needs. */
const deskEndpoints = ({ store, turns, describe, status, now }: Omit<DeskRouteDeps, "feed" | "webDir" | "publicUrl">) => {
	const { cases } = store;
	const work = createCaseWork({ cases, turns, now });
	return [
		...caseEndpoints({ store, work, describe, status, now }),
		...agentEndpoints({ cases, now }),
		...undeliveredEndpoints({ store, now }),
		aliveEndpoint({ cases, now }),
	] as const satisfies readonly Endpoint[];
};

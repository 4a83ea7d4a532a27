// A health endpoint in health+json, at exactly the configured address.

import { z } from "zod";
import { interpret } from "../../dialogs/status/interpret.ts";
import { readHealthJson } from "../../dialogs/status/vendors/health-json.ts";
import { type ProviderDeps, readPage } from "./read-page.ts";
import type { StatusProvider } from "./status-provider.ts";

const check = z.object({ status: z.string().optional(), componentId: z.string().optional() });
const health = z.object({
	status: z.string(),
	serviceId: z.string().optional(),
	description: z.string().optional(),
	// The draft says arrays; single objects are common.
	checks: z.record(z.string(), z.union([z.array(check), check.transform((one) => [one])])).default({}),
});

/** GETs the address itself; an error status with a health body is a failing service, without one it is no evidence. */
export const createHealthJson = ({ baseUrl, components, now }: ProviderDeps): StatusProvider => ({
	id: "health-json",
	read: async (signal) => {
		const url = baseUrl();
		const page = await readPage(url, health, { signal, accept: "application/health+json, application/json", readsErrors: true });
		if (page.kind !== "read") return page;
		return interpret(readHealthJson(page.value, page.status, { host: new URL(url).host, asOf: now() }), components);
	},
});

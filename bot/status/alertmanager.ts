// Prometheus' Alertmanager: the alerts that are firing now.

import { z } from "zod";
import { interpret } from "../../dialogs/status/interpret.ts";
import { readAlertmanager } from "../../dialogs/status/vendors/alertmanager.ts";
import { type ProviderDeps, pageUrl, readPage, writtenInstant } from "./read-page.ts";
import type { StatusProvider } from "./status-provider.ts";

const alerts = z.array(
	z.object({
		labels: z.record(z.string(), z.string()),
		startsAt: writtenInstant,
		status: z.object({ state: z.string().optional() }).optional(),
	}),
);

/** Reads `/api/v2/alerts`. No alert means all is well, so alerting itself needs a watch of its own. */
export const createAlertmanager = ({ baseUrl, components, now }: ProviderDeps): StatusProvider => ({
	id: "alertmanager",
	read: async (signal) => {
		const page = await readPage(pageUrl(baseUrl(), "/api/v2/alerts?active=true&silenced=false&inhibited=false"), alerts, { signal });
		return page.kind === "read" ? interpret(readAlertmanager(page.value, now()), components) : page;
	},
});

// Every status page Relink can read. Adding one is a file beside this one and a row here.

import { createAlertmanager } from "./alertmanager.ts";
import { createHealthJson } from "./health-json.ts";
import type { ProviderDeps } from "./read-page.ts";
import { createSandbox } from "./sandbox.ts";
import type { StatusProvider } from "./status-provider.ts";
import { createStatuspage } from "./statuspage.ts";
import { createUptimeKuma } from "./uptime-kuma.ts";

export const statusProviderIds = ["sandbox", "statuspage", "health-json", "uptime-kuma", "alertmanager"] as const;

/** The values of STATUS_PROVIDER. */
export type StatusProviderId = (typeof statusProviderIds)[number];

export const statusProviders: Readonly<Record<StatusProviderId, (deps: ProviderDeps) => StatusProvider>> = {
	sandbox: createSandbox,
	statuspage: createStatuspage,
	"health-json": createHealthJson,
	"uptime-kuma": createUptimeKuma,
	alertmanager: createAlertmanager,
};

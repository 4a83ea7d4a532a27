// Statuspage v2: one summary has the components, the unresolved incidents and the maintenance under way.

import { z } from "zod";
import { interpret } from "../../dialogs/status/interpret.ts";
import { readStatuspage } from "../../dialogs/status/vendors/statuspage.ts";
import { type ProviderDeps, pageUrl, readPage, writtenInstant } from "./read-page.ts";
import type { StatusProvider } from "./status-provider.ts";

const component = z.object({
	id: z.string(),
	name: z.string(),
	status: z.string(),
	updated_at: writtenInstant,
	group: z.boolean().nullish(),
});
const happening = z.object({
	name: z.string(),
	status: z.string(),
	impact: z.string().nullish(),
	started_at: writtenInstant,
	created_at: writtenInstant,
	scheduled_for: writtenInstant,
	scheduled_until: writtenInstant,
	components: z.array(component).default([]),
});
const summary = z.object({
	page: z.object({ name: z.string() }),
	status: z.object({ indicator: z.string() }),
	components: z.array(component),
	incidents: z.array(happening).default([]),
	scheduled_maintenances: z.array(happening).default([]),
});

/** Reads `/api/v2/summary.json` below the page's address. */
export const createStatuspage = ({ baseUrl, components, now }: ProviderDeps): StatusProvider => ({
	id: "statuspage",
	read: async (signal) => {
		const page = await readPage(pageUrl(baseUrl(), "/api/v2/summary.json"), summary, { signal });
		return page.kind === "read" ? interpret(readStatuspage(page.value, now()), components) : page;
	},
});

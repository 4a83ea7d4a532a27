// Uptime Kuma: a public status page by its slug. The page names the monitors, the heartbeats say how they are.

import { z } from "zod";
import { interpret } from "../../dialogs/status/interpret.ts";
import { readUptimeKuma } from "../../dialogs/status/vendors/uptime-kuma.ts";
import { type ProviderDeps, readPage, writtenInstant } from "./read-page.ts";
import type { StatusProvider } from "./status-provider.ts";

const kumaPage = z.object({
	publicGroupList: z.array(z.object({ name: z.string(), monitorList: z.array(z.object({ id: z.number(), name: z.string() })) })),
});
const beat = z.object({ status: z.number(), time: writtenInstant });
const heartbeats = z.object({ heartbeatList: z.record(z.string(), z.array(beat)) });

/** Kuma beats every minute and its answers are cached for up to five; silence beyond that is no evidence. */
const maxBeatAgeMs = 15 * 60_000;

/** `baseUrl` is the page's own address, `https://host/status/slug`. */
export const createUptimeKuma = ({ baseUrl, components, now }: ProviderDeps): StatusProvider => ({
	id: "uptime-kuma",
	read: async (signal) => {
		const { api, slug } = kumaApi(baseUrl());
		const [page, beats] = await Promise.all([
			readPage(`${api}/${slug}`, kumaPage, { signal }),
			readPage(`${api}/heartbeat/${slug}`, heartbeats, { signal }),
		]);
		if (page.kind !== "read") return page;
		if (beats.kind !== "read") return beats;
		return interpret(readUptimeKuma(page.value, beats.value, { asOf: now(), maxAgeMs: maxBeatAgeMs }), components);
	},
});

/** `https://host/status/slug` and `https://host/api/status-page/slug` name the same page. */
const kumaApi = (address: string): { api: string; slug: string } => {
	const url = new URL(address);
	const [, folder = "", slug = "default"] = /^(.*?)\/(?:api\/status-page|status)\/([^/]+)\/?$/.exec(url.pathname) ?? [];
	return { api: `${url.origin}${folder}/api/status-page`, slug };
};

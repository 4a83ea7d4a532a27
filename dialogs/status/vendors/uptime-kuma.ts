// Uptime Kuma's public status page: monitors by group, and the last heartbeats of each.

import { type Condition, conditionIn, type Page } from "../interpret.ts";
import type { Instant } from "../report.ts";

type Beat = { readonly status: number; readonly time: Instant | undefined };

export type KumaPage = {
	readonly publicGroupList: readonly {
		readonly name: string;
		readonly monitorList: readonly { readonly id: number; readonly name: string }[];
	}[];
};
export type KumaHeartbeats = { readonly heartbeatList: Readonly<Record<string, readonly Beat[]>> };

type Freshness = { readonly asOf: Instant; readonly maxAgeMs: number };

const ofBeat: Readonly<Record<number, Condition>> = { 0: "outage", 1: "operational", 2: "degraded", 3: "maintenance" };

/** The state of a monitor without a heartbeat younger than `maxAgeMs` is not known. */
export const readUptimeKuma = (page: KumaPage, { heartbeatList }: KumaHeartbeats, { asOf, maxAgeMs }: Freshness): Page => ({
	asOf,
	parts: page.publicGroupList.flatMap((group) =>
		group.monitorList.map((monitor) => {
			const beats = heartbeatList[String(monitor.id)] ?? [];
			const last = beats.at(-1);
			const condition = last?.time === undefined || asOf - last.time > maxAgeMs ? "unknown" : conditionIn(ofBeat, last.status);
			return { names: [String(monitor.id), monitor.name, group.name], title: monitor.name, condition, since: sinceOf(beats) };
		}),
	),
});

/** When the unbroken row of heartbeats like the last one began. */
const sinceOf = (beats: readonly Beat[]): Instant | undefined => {
	const last = beats.at(-1);
	const before = beats.findLastIndex(({ status }) => status !== last?.status);
	return beats[before + 1]?.time;
};

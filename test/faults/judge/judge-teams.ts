// Judges conversations on a channel that is not ours, by what merchants sent and what the channel was given.

import type { ChannelEvent, History, MerchantEvent, Timed } from "./history.ts";

type Delivery = Timed<ChannelEvent>;

export type TeamsVerdict = {
	readonly conversations: number;
	readonly acknowledged: number;
	readonly shown: number;
	/** Turns that nobody was shown. */
	readonly lost: readonly string[];
	/** Turns beyond one a message and one for joining: something was answered twice. */
	readonly surplus: readonly string[];
	/** Turns beyond, and after a silence so long that the bot asks by itself whether anybody is still there. */
	readonly reminded: readonly string[];
	/** First shown after a later turn. */
	readonly disordered: readonly string[];
	/** Shown again, each time. */
	readonly duplicates: readonly string[];
	/** Of those, the ones that followed a delivery the channel had said it took. */
	readonly unexcused: readonly string[];
	/** Shown without the bot being told so. */
	readonly unsaid: number;
};

/** The bot's reminder comes after 15 minutes, or a little before. */
const silenceMs = 14 * 60_000;

/** `turnsBeyond` are turns that nobody wrote for: a notice to everybody is one. */
export const judgeTeams = (
	merchants: readonly History<MerchantEvent>[],
	channel: readonly History<ChannelEvent>[],
	turnsBeyond = 0,
): TeamsVerdict => {
	const shown = channel.flatMap(({ events }) => events).filter(({ answer }) => answer !== "refused");
	const byConversation = new Map<string, Delivery[]>(merchants.map(({ name }) => [name, []]));
	for (const delivery of shown) byConversation.get(delivery.conversation)?.push(delivery);
	const each = merchants.map((merchant) => judgeOne(merchant, byConversation.get(merchant.name) ?? [], turnsBeyond));
	const all = <K extends keyof Judged>(key: K) => each.flatMap((judged) => judged[key]);
	return {
		conversations: merchants.length,
		acknowledged: merchants.reduce((sum, { events }) => sum + acknowledgedIn(events), 0),
		shown: shown.length,
		lost: all("lost"),
		surplus: all("surplus"),
		reminded: all("reminded"),
		disordered: all("disordered"),
		duplicates: all("duplicates"),
		unexcused: all("unexcused"),
		unsaid: shown.filter(({ answer }) => answer === "unsaid").length,
	};
};

type Judged = Readonly<Record<"lost" | "surplus" | "reminded" | "disordered" | "duplicates" | "unexcused", readonly string[]>>;

const acknowledgedIn = (events: readonly Timed<MerchantEvent>[]): number =>
	new Set(events.flatMap((event) => (event.kind === "acknowledged" ? [event.messageId] : []))).size;

const judgeOne = ({ name, events }: History<MerchantEvent>, deliveries: readonly Delivery[], turnsBeyond: number): Judged => {
	const turns = acknowledgedIn(events) + 1 + turnsBeyond;
	const silentFrom = Math.max(...events.map(({ at }) => at)) + silenceMs;
	const seen = new Set(deliveries.map(({ turn }) => turn));
	const firsts = firstsOf(deliveries);
	const isFirst = new Set(firsts);
	const again = deliveries.filter((delivery) => !isFirst.has(delivery));
	return {
		lost: Array.from({ length: turns }, (_, index) => index + 1).flatMap((turn) => (seen.has(turn) ? [] : [`${name}#${turn}`])),
		...beyond(
			name,
			firsts.filter(({ turn }) => turn > turns),
			silentFrom,
		),
		disordered: firsts.flatMap(({ turn }, index) => (turn < (firsts[index - 1]?.turn ?? 0) ? [`${name}#${turn}`] : [])),
		duplicates: again.map(({ turn }) => `${name}#${turn}`),
		unexcused: again.filter((delivery) => lastBefore(deliveries, delivery)?.answer === "taken").map(({ turn }) => `${name}#${turn}`),
	};
};

const beyond = (name: string, deliveries: readonly Delivery[], silentFrom: number): Pick<Judged, "surplus" | "reminded"> => {
	const named = (some: readonly Delivery[]) => [...new Set(some.map(({ turn }) => `${name}#${turn}`))];
	return {
		surplus: named(deliveries.filter(({ at }) => at < silentFrom)),
		reminded: named(deliveries.filter(({ at }) => at >= silentFrom)),
	};
};

const keyOf = ({ turn, text }: Delivery): string => `${turn} ${text}`;

const firstsOf = (deliveries: readonly Delivery[]): readonly Delivery[] => {
	const known = new Set<string>();
	return deliveries.filter((delivery) => known.size !== known.add(keyOf(delivery)).size);
};

const lastBefore = (deliveries: readonly Delivery[], delivery: Delivery): Delivery | undefined =>
	deliveries.slice(0, deliveries.indexOf(delivery)).findLast((earlier) => keyOf(earlier) === keyOf(delivery));

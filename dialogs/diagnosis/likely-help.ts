// Repairs that are likely enough to help to be offered beside the plan: a way to sell at once, or something to try in the queue.

import type { RepairId } from "../knowledge/repairs.ts";
import type { Situation } from "./arena.ts";
import { passage } from "./gates.ts";
import type { Evidence } from "./model.ts";
import { mayTry, type Room, type View } from "./situation.ts";

/** Less likely ones would only cost the merchant time. */
const enough = 0.3;

/** A way to go on selling, for a shop that cannot sell at all. */
export const workaround = (room: Room, { situation }: View): RepairId | null =>
	likeliest(
		room,
		situation.weights,
		room.catalogue.repairs.flatMap((repair, at) => (repair.workaround && situation.repairs[at] === 1 ? [repair.id] : [])),
	);

/** What to try while a person is on the way. Nothing that needs a gate: nobody asks it then. */
export const meanwhile = (room: Room, log: readonly Evidence[]): RepairId | null =>
	likeliest(
		room,
		room.beliefs.weights(log),
		room.catalogue.repairs.flatMap(({ id, gates }) =>
			gates.length === 0 && mayTry(room.catalogue, log, id) && passage(room.catalogue, log, id).kind === "open" ? [id] : [],
		),
	);

function likeliest({ catalogue, arena }: Room, weights: Situation["weights"], among: readonly RepairId[]): RepairId | null {
	const chances = among.map((id) => {
		const mends = arena.mends[catalogue.repairs.findIndex((repair) => repair.id === id)] ?? [];
		return { id, chance: mends.reduce((total, { at, chance }) => total + chance * (weights[at] ?? 0), 0) };
	});
	const [best] = chances.sort((a, b) => b.chance - a.chance);
	return best !== undefined && best.chance >= enough ? best.id : null;
}

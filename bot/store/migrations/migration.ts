// A numbered change of the schema. Once released, a migration is never edited: the next one corrects it.

import type { Dialect } from "../database.ts";

export type Migration = {
	readonly number: number;
	readonly statements: (dialect: Dialect) => readonly string[];
};

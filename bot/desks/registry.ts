// Every desk Relink can hand over to, by the name DESK takes. Adding one is a file beside this one and a row here.

import { type ConsoleDeskDeps, createConsoleDesk } from "./console.ts";
import type { Desk } from "./desk.ts";

export const desks = {
	console: createConsoleDesk,
} as const satisfies Readonly<Record<string, (deps: ConsoleDeskDeps) => Desk>>;

// What the sandbox page shows: a state for each of its parts, kept in DATA_DIR so that it survives a restart.

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Instant } from "../../dialogs/status/report.ts";
import { relinkError } from "../errors.ts";

export const sandboxParts = ["authorisation", "gateway", "qr", "settlement"] as const;
export const partStates = ["operational", "degraded", "outage", "maintenance"] as const;

export type SandboxPart = (typeof sandboxParts)[number];
export type PartState = (typeof partStates)[number];
export type SandboxState = Readonly<Record<SandboxPart, { readonly state: PartState; readonly since: Instant }>>;

export interface Sandbox {
	read(): Promise<SandboxState>;
	/** Resolves once it is on disk. Parts that are not named stay as they are. */
	turn(changes: Partial<Record<SandboxPart, PartState>>): Promise<SandboxState>;
}

const part = z.object({ state: z.enum(partStates), since: z.number() });
const stored = z.record(z.enum(sandboxParts), part);

/** The sandbox whose state is `sandbox-status.json` in the folder. */
export const createSandboxState = ({ dataDir, now }: { readonly dataDir: string; readonly now: () => Instant }): Sandbox => {
	const file = join(dataDir, "sandbox-status.json");
	let state = load(file, now);
	const read = () => {
		state = state.catch(() => load(file, now));
		return state;
	};
	return {
		read,
		turn: (changes) => {
			state = read().then((before) => save(file, apply(before, changes, now())));
			return state;
		},
	};
};

const apply = (before: SandboxState, changes: Partial<Record<SandboxPart, PartState>>, at: Instant): SandboxState => {
	const after = { ...before };
	for (const id of sandboxParts) {
		const state = changes[id];
		if (state !== undefined && state !== before[id].state) after[id] = { state, since: at };
	}
	return after;
};

/** A file that is not there or not ours means that nothing was switched yet. */
const load = async (file: string, now: () => Instant): Promise<SandboxState> => {
	const text = await readFile(file, "utf8").catch(() => "null");
	const parsed = stored.safeParse(jsonOf(text));
	if (parsed.success) return parsed.data;
	const fine = { state: "operational", since: now() } as const;
	return { authorisation: fine, gateway: fine, qr: fine, settlement: fine };
};

const jsonOf = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
const save = async (file: string, state: SandboxState): Promise<SandboxState> => {
	try {
		await mkdir(join(file, ".."), { recursive: true });
		await writeFile(`${file}.new`, JSON.stringify(state));
		await rename(`${file}.new`, file);
	} catch (cause) {
		throw relinkError("STORE_UNAVAILABLE", { cause });
	}
	return state;
};

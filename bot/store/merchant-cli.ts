// `npm run merchant -- export WHO FOLDER` and `npm run merchant -- delete WHO`: one merchant's data, for the merchant who asks for it.

import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { createUploads, uploadsFolder } from "../channels/direct-line/uploads.ts";
import { readEnvironment } from "../config.ts";
import { RelinkError, relinkError } from "../errors.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";

type Task = { readonly store: Store; readonly dataDir: string; readonly conversations: readonly string[] };

/** `merchant.json`, and the pictures in a folder of their conversation. */
const exportTo = async ({ store, dataDir, conversations }: Task, folder: string): Promise<void> => {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const kept: unknown[] = [];
	for (const id of conversations) {
		kept.push(await store.merchantData.everything(id));
		await cp(join(uploadsFolder(dataDir), id), join(folder, "pictures", id), { recursive: true }).catch(unlessMissing);
	}
	await writeFile(join(folder, "merchant.json"), `${JSON.stringify(kept, null, "\t")}\n`, { flag: "wx", mode: 0o600 });
};

const unlessMissing = (error: NodeJS.ErrnoException): void => {
	if (error.code !== "ENOENT") throw error;
};

/** Pictures first: whoever is interrupted finds the rest again by the same name. */
const deleteAll = async ({ store, dataDir, conversations }: Task): Promise<void> => {
	const uploads = createUploads({ folder: uploadsFolder(dataDir), newId: String });
	for (const id of conversations) await uploads.forget(id);
	await store.merchantData.forget(conversations);
};

const run = async ([command, who, folder]: readonly string[]): Promise<void> => {
	const isExport = command === "export" && folder !== undefined;
	if (who === undefined || !(isExport || command === "delete"))
		throw relinkError("CONFIG_INVALID", {
			detail: "npm run merchant -- export WHO FOLDER, or delete WHO; WHO is a user, a conversation or a case",
		});
	const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl = null } = readEnvironment();
	const store = await openStore({ dataDir, databaseUrl, logger: pino({ level: "error" }) });
	try {
		const conversations = await store.merchantData.conversations(who);
		if (conversations.length === 0) throw relinkError("CONVERSATION_UNKNOWN", { detail: who });
		const task = { store, dataDir, conversations };
		await (isExport ? exportTo(task, folder) : deleteAll(task));
		process.stdout.write(`${conversations.length} conversation(s) ${isExport ? `in ${folder}` : "deleted"}\n`);
	} finally {
		await store.close();
	}
};

run(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof RelinkError ? error.message : String(error)}\n`);
	process.exitCode = 1;
});

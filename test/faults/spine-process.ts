// A process to be killed: takes messages as JSON lines, says "ack" once each is durable, and answers them. Its disk is the database.

import { createInterface } from "node:readline";
import { openStore } from "../../bot/store/open-store.ts";
import { aWord, turnsOver } from "../support/echo-house.ts";
import { silentLogger } from "../support/silent-logger.ts";

const [dataDir = "", databaseUrl = ""] = process.argv.slice(2);
const store = await openStore({ dataDir, databaseUrl: databaseUrl || null, logger: silentLogger });
const turns = turnsOver(store, { takeOverAfterMs: databaseUrl === "" ? null : 500 });
void turns.resume();
process.stdout.write("ready\n");

type Message = { readonly conversationId: string; readonly id: string; readonly text: string };

const take = async (line: string): Promise<void> => {
	const { conversationId, id, text }: Message = JSON.parse(line);
	await turns.join({ id: conversationId, channel: "msteams", userId: "u", address: null }, null);
	await turns.say(aWord(conversationId, text, { activityId: id }));
	process.stdout.write(`ack ${id}\n`);
};

createInterface({ input: process.stdin })
	.on("line", (line) => void take(line))
	// Whoever drives it is gone.
	.on("close", () => process.exit());

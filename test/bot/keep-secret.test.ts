import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepSecret } from "../../bot/keep-secret.ts";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "relink-secret-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("keepSecret", () => {
	it("makes one that only the owner may read, and gives the same again", async () => {
		const made = await keepSecret(folder, "s", undefined);
		expect(Buffer.from(made, "base64url")).toHaveLength(32);
		expect(await keepSecret(folder, "s", undefined)).toBe(made);
		expect((await stat(join(folder, "s"))).mode & 0o777).toBe(0o600);
		expect(await readdir(folder)).toEqual(["s"]);
	});

	it("gives all who start together the same", async () => {
		const kept = await Promise.all(Array.from({ length: 8 }, () => keepSecret(folder, "s", undefined)));
		expect(new Set(kept)).toEqual(new Set([await readFile(join(folder, "s"), "utf8")]));
	});

	it("takes the configured one and keeps no file", async () => {
		expect(await keepSecret(folder, "s", "configured")).toBe("configured");
		expect(await readdir(folder)).toEqual([]);
	});

	it.each(["", "short"])("signs nothing with a file that holds %j", async (damaged) => {
		await writeFile(join(folder, "s"), damaged);
		await expect(keepSecret(folder, "s", undefined)).rejects.toMatchObject({ code: "CONFIG_INVALID" });
	});
});

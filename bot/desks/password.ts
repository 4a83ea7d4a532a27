// Passwords of agents: scrypt, with its own parameters in each hash so that they can be raised later.

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** 16 MiB of memory a try; with p = 5 as slow for an attacker as 128 MiB once. */
const cost = { N: 2 ** 14, r: 8, p: 5 };
const keyBytes = 32;

/** A new hash, salted: `scrypt$N$r$p$salt$key`. */
export const hashPassword = async (password: string): Promise<string> => {
	const salt = randomBytes(16);
	return format(salt, await derive(password, salt, cost));
};

/** Whether the password made that hash. Takes as long for any answer. */
export const isPassword = async (password: string, hash: string): Promise<boolean> => {
	const [, N, r, p, salt = "", key = ""] = hash.split("$");
	const expected = Buffer.from(key, "base64url");
	const derived = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
	return expected.length === derived.length && timingSafeEqual(expected, derived);
};

const format = (salt: Buffer, key: Buffer): string =>
	["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");

/** No password matches it, and finding that out takes as long as for any other. */
export const nobodysHash = format(Buffer.alloc(16), Buffer.alloc(keyBytes));

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		scrypt(password.normalize("NFKC"), salt, keyBytes, options, (error, key) => (error === null ? resolve(key) : reject(error)));
	});

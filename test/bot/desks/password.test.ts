import { describe, expect, it } from "vitest";
import { hashPassword, isPassword, nobodysHash } from "../../../bot/desks/password.ts";

describe("isPassword", () => {
	it("knows the password a hash was made of, and no other", async () => {
		const hash = await hashPassword("客服密码 one");
		expect(hash).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
		expect(await isPassword("客服密码 one", hash)).toBe(true);
		expect(await isPassword("客服密码 ｏｎｅ", hash)).toBe(true);
		expect(await isPassword("客服密码 two", hash)).toBe(false);
		expect(await isPassword("", nobodysHash)).toBe(false);
	});
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureAdmin } from "../../../bot/desks/first-admin.ts";
import { isPassword } from "../../../bot/desks/password.ts";
import { sessionMs } from "../../../bot/desks/sign-in.ts";
import { openTestStore } from "../../support/echo-house.ts";
import { openClient } from "./desk-client.ts";
import { type DeskUnderTest, password, startDesk } from "./start-desk.ts";

let desk: DeskUnderTest;

beforeAll(async () => {
	desk = await startDesk();
});

afterAll(() => desk.stop());

describe("sign-in", () => {
	it("says who is signed in, in a cookie that scripts and other sites cannot use", async () => {
		const li = await desk.addAgent("li");
		const answer = await li.signIn(" LI ", password);
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({ name: "li", role: "agent", csrf: li.csrf() });
		expect(answer.headers.get("set-cookie")).toMatch(/^relink_desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
		expect((await li.get("me")).body).toEqual(answer.body);
	});

	it("changes the session with every sign-in and ends the one before", async () => {
		const wang = await desk.addAgent("wang");
		const before = wang.cookie();
		await wang.signIn("wang", password);
		expect(wang.cookie()).not.toBe(before);
		expect((await wang.get("me", { cookie: before })).status).toBe(401);
	});

	it("ends the session when signing out", async () => {
		const zhao = await desk.addAgent("zhao");
		const before = zhao.cookie();
		const answer = await zhao.post("logout");
		expect(answer.headers.get("set-cookie")).toContain("Max-Age=0");
		expect((await zhao.get("me", { cookie: before })).status).toBe(401);
	});

	it("forgets a session after its time", async () => {
		const qian = await desk.addAgent("qian");
		desk.clock.now += sessionMs - 1;
		expect((await qian.get("me")).status).toBe(200);
		desk.clock.now += 1;
		expect((await qian.get("me")).status).toBe(401);
	});

	it("ends an agent's sessions when the password changes", async () => {
		const sun = await desk.addAgent("sun");
		expect((await sun.post("password", { current: "not this one", next: "another password" })).status).toBe(403);
		expect((await sun.post("password", { current: password, next: "another password" })).status).toBe(200);
		expect((await sun.get("me")).status).toBe(401);
		expect((await sun.signIn("sun", "another password")).status).toBe(200);
	});
});

describe("bad logins", () => {
	it("are refused alike, whether or not the name is known", async () => {
		await desk.addAgent("zhou");
		const client = openClient(desk.url);
		const known = await client.signIn("zhou", "wrong");
		const unknown = await client.signIn("nobody", "wrong");
		expect(known.status).toBe(401);
		expect(unknown.body).toEqual(known.body);
	});

	it("are stopped with 429 after five, even for the right password, until the window is over", async () => {
		await desk.addAgent("wu");
		const client = openClient(desk.url);
		const statuses = [];
		for (let n = 0; n < 6; n += 1) statuses.push((await client.signIn("wu", `guess ${n}`)).status);
		expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
		const blocked = await client.signIn("wu", password);
		expect(blocked.status).toBe(429);
		expect(Number(blocked.headers.get("retry-after"))).toBeGreaterThan(0);
		desk.clock.now += 15 * 60_000;
		expect((await client.signIn("wu", password)).status).toBe(200);
	});

	it("made at once do not slip through", async () => {
		desk.clock.now += 15 * 60_000;
		await desk.addAgent("zheng");
		const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => openClient(desk.url).signIn("zheng", `guess ${n}`)));
		expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
	});
});

describe("ensureAdmin", () => {
	it("makes up a password once, keeps only its hash, and obeys a configured one", async () => {
		const first = await ensureAdmin(desk.store.cases, null);
		const made = await desk.store.cases.findAgent("admin");
		expect(first.password).toMatch(/^[\w-]{16}$/);
		expect(await isPassword(first.password ?? "", made?.passwordHash ?? "")).toBe(true);
		expect(await ensureAdmin(desk.store.cases, null)).toEqual({ name: "admin", password: null });
		expect(await ensureAdmin(desk.store.cases, "a configured one")).toEqual({ name: "admin", password: null });
		const changed = await desk.store.cases.findAgent("admin");
		expect(changed?.id).toBe(made?.id);
		expect(await isPassword("a configured one", changed?.passwordHash ?? "")).toBe(true);
	});

	it("makes one administrator, whose password is shown once, when two replicas start together", async () => {
		const fresh = await openTestStore();
		const admins = await Promise.all([ensureAdmin(fresh.store.cases, null), ensureAdmin(fresh.store.cases, null)]);
		const made = await fresh.store.cases.findAgent("admin");
		const [shown, ...others] = admins.flatMap(({ password: secret }) => (secret === null ? [] : [secret]));
		expect(others).toEqual([]);
		expect(await isPassword(shown ?? "", made?.passwordHash ?? "")).toBe(true);
		await fresh.close();
	});
});

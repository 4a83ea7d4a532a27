import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig, variableNames } from "../../bot/config.ts";

describe("readConfig", () => {
	it("needs nothing", () => {
		expect(readConfig({})).toMatchObject({
			PORT: 3978,
			HOST: "127.0.0.1",
			STATUS_PROVIDER: "sandbox",
			DESK: "console",
			DEFAULT_LANGUAGE: "zh-CN",
		});
	});

	it.each([
		{ why: "not a number", variables: { PORT: "many" }, named: "PORT" },
		{ why: "no such provider", variables: { STATUS_PROVIDER: "crystal-ball" }, named: "STATUS_PROVIDER" },
		{ why: "a provider without its page", variables: { STATUS_PROVIDER: "statuspage" }, named: "STATUS_URL" },
		{ why: "not PostgreSQL", variables: { DATABASE_URL: "mysql://x" }, named: "DATABASE_URL" },
		{ why: "no such time zone", variables: { TIME_ZONE: "Asia/Atlantis" }, named: "TIME_ZONE" },
		{ why: "a page that is no origin", variables: { CHAT_ORIGINS: "https://a.example, shop" }, named: "CHAT_ORIGINS" },
		{ why: "a page with a path", variables: { CHAT_ORIGINS: "https://a.example/shop" }, named: "an origin has no path" },
		{ why: "an app id without its password", variables: { MicrosoftAppId: "id" }, named: "MicrosoftAppPassword" },
		{ why: "a secret anyone could guess", variables: { DIRECT_LINE_SECRET: "short" }, named: "DIRECT_LINE_SECRET" },
	])("names the mistake: $why", ({ variables, named }) => {
		expect(() => readConfig(variables)).toThrow(named);
	});

	it("names every mistake at once", () => {
		expect(() => readConfig({ PORT: "x", TIME_ZONE: "y", LOG_LEVEL: "z" })).toThrow(/PORT[\s\S]*LOG_LEVEL[\s\S]*TIME_ZONE/);
	});

	it("reads origins as browsers write them", () => {
		const { CHAT_ORIGINS } = readConfig({ CHAT_ORIGINS: "https://Shop.example/, http://a.example:8080,https://b.example:443" });
		expect(CHAT_ORIGINS).toEqual(["https://shop.example", "http://a.example:8080", "https://b.example"]);
	});

	it("counts an empty variable as absent", () => {
		expect(readConfig({ PORT: "", DATABASE_URL: "" }).PORT).toBe(3978);
	});
});

describe(".env.example", () => {
	const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
	const listed = [...example.matchAll(/^([A-Za-z_]+)=(.*)$/gm)];

	it("lists every variable of the schema and no other", () => {
		expect(listed.map(([, name]) => name).sort()).toEqual([...variableNames].sort());
	});

	it("shows the defaults", () => {
		expect(readConfig(Object.fromEntries(listed.map(([, name, value]) => [name, value])))).toEqual(readConfig({}));
	});
});

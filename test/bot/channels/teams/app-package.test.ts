import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { appPackage } from "../../../../bot/channels/teams/app-package.ts";

const icon = (name: string) => readFileSync(new URL(`../../../../bot/channels/teams/app/${name}.png`, import.meta.url));
const icons = { color: icon("color"), outline: icon("outline") };
const appId = "00000000-0000-4000-8000-000000000001";

describe("appPackage", () => {
	const files = unzipSync(appPackage({ appId, publicUrl: "https://chat.example.com", version: "1.2.3", icons }));
	const json = (name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array()));

	it("holds the manifest, its translations and its icons, and nothing else", () => {
		expect(Object.keys(files).sort()).toEqual(["color.png", "manifest.json", "outline.png", "zh-cn.json", "zh.json"]);
	});

	it("names the bot, its version and the one domain it lives on", () => {
		expect(json("manifest.json")).toMatchObject({
			id: appId,
			version: "1.2.3",
			bots: [{ botId: appId }],
			validDomains: ["chat.example.com"],
		});
	});

	it("keeps to the lengths Teams allows", () => {
		const { name, description, bots } = json("manifest.json");
		expect(name.short.length).toBeLessThanOrEqual(30);
		expect(description.short.length).toBeLessThanOrEqual(80);
		for (const command of bots[0].commandLists[0].commands) expect(command.title.length).toBeLessThanOrEqual(32);
	});

	it("translates every command at its place in the manifest", () => {
		const { commands } = json("manifest.json").bots[0].commandLists[0];
		for (const [at] of commands.entries())
			expect(json("zh-cn.json")[`bots[0].commandLists[0].commands[${at}].title`]).toMatch(/[\u4e00-\u9fff]/);
	});

	it("has icons of the sizes Teams asks for", () => {
		const width = (name: string) => Buffer.from(files[name] ?? []).readUInt32BE(16);
		expect([width("color.png"), width("outline.png")]).toEqual([192, 32]);
	});
});

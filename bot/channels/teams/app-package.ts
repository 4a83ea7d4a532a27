// The Teams app: a zip of the manifest, its translations and two icons, as Teams takes it (manifest schema 1.19).

import { strToU8, zipSync } from "fflate";
import en from "../../../locales/en/teams.json" with { type: "json" };
import zh from "../../../locales/zh-CN/teams.json" with { type: "json" };

type App = {
	/** MicrosoftAppId: the bot's id, which the app shares. */
	readonly appId: string;
	/** Where the bot is served, for the links Teams asks for; its host is the only valid domain. */
	readonly publicUrl: string;
	readonly version: string;
	readonly icons: { readonly color: Uint8Array; readonly outline: Uint8Array };
};

type Words = typeof en;

const schema = "https://developer.microsoft.com/json-schemas/teams/v1.19";
const scopes = ["personal", "team", "groupChat"];
const commands = ["hello", "help", "human"] as const satisfies readonly (keyof Words["commands"])[];

const manifestOf = ({ appId, publicUrl, version }: App) => ({
	$schema: `${schema}/MicrosoftTeams.schema.json`,
	manifestVersion: "1.19",
	version,
	id: appId,
	developer: { name: "Relink", websiteUrl: publicUrl, privacyUrl: `${publicUrl}/`, termsOfUseUrl: `${publicUrl}/` },
	name: en.name,
	description: en.description,
	icons: { color: "color.png", outline: "outline.png" },
	accentColor: "#0B5F59",
	bots: [{ botId: appId, scopes, supportsFiles: false, isNotificationOnly: false, commandLists: [{ scopes, commands: commandsIn(en) }] }],
	validDomains: [new URL(publicUrl).host],
	localizationInfo: {
		defaultLanguageTag: "en",
		additionalLanguages: ["zh", "zh-cn"].map((languageTag) => ({ languageTag, file: `${languageTag}.json` })),
	},
});

const commandsIn = (words: Words) => commands.map((id) => words.commands[id]);

/** Teams wants translations flat, keyed by their place in the manifest. */
const translationOf = (words: Words): Readonly<Record<string, string>> => ({
	$schema: `${schema}/MicrosoftTeams.Localization.schema.json`,
	"name.short": words.name.short,
	"name.full": words.name.full,
	"description.short": words.description.short,
	"description.full": words.description.full,
	...Object.fromEntries(
		commandsIn(words).flatMap(({ title, description }, at) => [
			[`bots[0].commandLists[0].commands[${at}].title`, title],
			[`bots[0].commandLists[0].commands[${at}].description`, description],
		]),
	),
});

/** The bytes of the app's zip. */
export const appPackage = (app: App): Uint8Array => {
	const json = (value: unknown): Uint8Array => strToU8(JSON.stringify(value, null, "\t"));
	const chinese = json(translationOf(zh));
	return zipSync({
		"manifest.json": json(manifestOf(app)),
		"zh.json": chinese,
		"zh-cn.json": chinese,
		"color.png": app.icons.color,
		"outline.png": app.icons.outline,
	});
};

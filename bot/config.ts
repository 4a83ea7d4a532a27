// The configuration: one schema for every environment variable, and every mistake named at once.

import { existsSync } from "node:fs";
import { z } from "zod";
import { languages } from "../locales/languages.ts";
import { refusesToStart } from "./channels/teams/service-url.ts";
import { parseHours } from "./desks/hours.ts";
import { relinkError } from "./errors.ts";
import { statusProviderIds } from "./status/registry.ts";

const isTimeZone = (name: string): boolean => Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC";

const commaSeparated = z
	.string()
	.transform((text) => text.split(",").map((part) => part.trim()))
	.transform((parts) => parts.filter((part) => part !== ""));

/** What is no address at all is said by the schema. */
const hasPath = (address: string): boolean => URL.canParse(address) && !/^\/?$/.test(new URL(address).pathname + new URL(address).search);

/** As browsers write it: in small letters, without a slash at the end and without the usual port. */
const origin = z
	.url({ protocol: /^https?$/ })
	.refine((address) => !hasPath(address), "an origin has no path: https://shop.example")
	.transform((address) => new URL(address).origin);

const environment = z.object({
	PORT: z.coerce.number().int().min(0).max(65535).default(3978),
	HOST: z.string().default("127.0.0.1"),
	PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
	DATA_DIR: z.string().default("./data"),
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
	DEFAULT_LANGUAGE: z.enum(languages).default("zh-CN"),
	TIME_ZONE: z.string().refine(isTimeZone, "not a time zone of the IANA list").default("Asia/Shanghai"),
	DIRECT_LINE_SECRET: z.string().min(32, "at least 32 characters").optional(),
	CHAT_ORIGINS: commaSeparated.pipe(z.array(origin)).default([]),
	MicrosoftAppId: z.string().default(""),
	MicrosoftAppPassword: z.string().default(""),
	MicrosoftAppType: z.enum(["MultiTenant", "SingleTenant", "UserAssignedMSI"]).default("MultiTenant"),
	MicrosoftAppTenantId: z.string().default(""),
	STATUS_PROVIDER: z.enum(statusProviderIds).default("sandbox"),
	STATUS_URL: z.url({ protocol: /^https?$/ }).optional(),
	STATUS_COMPONENTS: commaSeparated.default([]),
	DESK: z.enum(["console"]).default("console"),
	DESK_URL: z.url({ protocol: /^https?$/ }).optional(),
	DESK_TOKEN: z.string().optional(),
	DESK_QUEUE: z.string().optional(),
	DESK_ADMIN_PASSWORD: z.string().min(12, "at least 12 characters").optional(),
	DESK_HOURS: z.string().default("24/7"),
	RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
});

const config = environment.check((context) => {
	const { value, issues } = context;
	if (isTimeZone(value.TIME_ZONE)) {
		const hours = parseHours(value.DESK_HOURS, value.TIME_ZONE);
		if (hours.kind === "mistake") {
			issues.push({ code: "custom", input: value.DESK_HOURS, path: ["DESK_HOURS"], message: `cannot read "${hours.part}"` });
		}
	}
	if (refusesToStart(value)) {
		const message = "without MicrosoftAppId nobody is authenticated on /api/messages, so it must be loopback (127.0.0.1)";
		issues.push({ code: "custom", input: value.HOST, path: ["HOST"], message });
	}
	if (value.STATUS_PROVIDER !== "sandbox" && value.STATUS_URL === undefined) {
		issues.push({
			code: "custom",
			input: value.STATUS_URL,
			path: ["STATUS_URL"],
			message: `needed with STATUS_PROVIDER=${value.STATUS_PROVIDER}`,
		});
	}
	if (value.MicrosoftAppId !== "" && value.MicrosoftAppType !== "UserAssignedMSI" && value.MicrosoftAppPassword === "") {
		issues.push({ code: "custom", input: "", path: ["MicrosoftAppPassword"], message: "needed with MicrosoftAppId" });
	}
	if (value.MicrosoftAppType === "SingleTenant" && value.MicrosoftAppTenantId === "") {
		issues.push({ code: "custom", input: "", path: ["MicrosoftAppTenantId"], message: "needed with MicrosoftAppType=SingleTenant" });
	}
});

export type Config = z.infer<typeof environment>;

/** Every variable the bot reads; `.env.example` is held to this list by a test. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

/** An empty variable counts as absent, as `.env` files leave them. */
const withoutEmpty = (variables: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> =>
	Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));

/** Reads the configuration from environment variables; throws CONFIG_INVALID naming every mistake, one a line. */
export const readConfig = (variables: Readonly<Record<string, string | undefined>>): Config => {
	const parsed = config.safeParse(withoutEmpty(variables));
	if (parsed.success) return parsed.data;
	const mistakes = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
	throw relinkError("CONFIG_INVALID", { detail: `\n${mistakes.join("\n")}`, retryable: false });
};

/** The process's own environment, with `.env` beside it where there is one; for main.ts and the commands, nobody else. */
export const readEnvironment = (): Config => {
	if (existsSync(".env")) process.loadEnvFile(".env");
	return readConfig(process.env);
};

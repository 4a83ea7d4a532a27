import { describe, expect, it } from "vitest";
import { isServiceUrlAllowed, refusesToStart } from "../../../../bot/channels/teams/service-url.ts";

describe("isServiceUrlAllowed", () => {
	it.each([
		{ why: "Teams", url: "https://smba.trafficmanager.net/emea/", withApp: true, withoutApp: false },
		{ why: "the Bot Connector", url: "https://webchat.botframework.com/", withApp: true, withoutApp: false },
		{ why: "without TLS", url: "http://smba.trafficmanager.net/emea/", withApp: false, withoutApp: false },
		{ why: "a host that ends alike", url: "https://evilbotframework.com/", withApp: false, withoutApp: false },
		{ why: "a host that begins alike", url: "https://smba.trafficmanager.net.evil.example/", withApp: false, withoutApp: false },
		{ why: "the host as a password", url: "https://smba.trafficmanager.net@evil.example/", withApp: false, withoutApp: false },
		{ why: "the Emulator", url: "http://localhost:56150/_connector", withApp: false, withoutApp: true },
		{ why: "loopback by number", url: "http://127.0.0.1:1234/", withApp: false, withoutApp: true },
		{ why: "loopback, version 6", url: "http://[::1]:1234/", withApp: false, withoutApp: true },
		{ why: "the cloud's metadata", url: "http://169.254.169.254/", withApp: false, withoutApp: false },
		{ why: "any address", url: "http://0.0.0.0/", withApp: false, withoutApp: false },
		{ why: "no address", url: "not an address", withApp: false, withoutApp: false },
	])("$why", ({ url, withApp, withoutApp }) => {
		expect([isServiceUrlAllowed(url, "app"), isServiceUrlAllowed(url, "")]).toEqual([withApp, withoutApp]);
	});
});

describe("refusesToStart", () => {
	it.each([
		{ why: "no app, this machine only", HOST: "127.0.0.1", MicrosoftAppId: "", refuses: false },
		{ why: "no app, by name", HOST: "localhost", MicrosoftAppId: "", refuses: false },
		{ why: "no app, version 6", HOST: "::1", MicrosoftAppId: "", refuses: false },
		{ why: "no app, everybody", HOST: "0.0.0.0", MicrosoftAppId: "", refuses: true },
		{ why: "no app, everybody, version 6", HOST: "::", MicrosoftAppId: "", refuses: true },
		{ why: "no app, a name", HOST: "bot.example", MicrosoftAppId: "", refuses: true },
		{ why: "an app, everybody", HOST: "0.0.0.0", MicrosoftAppId: "app", refuses: false },
	])("$why: $refuses", ({ refuses, ...config }) => {
		expect(refusesToStart(config)).toBe(refuses);
	});
});

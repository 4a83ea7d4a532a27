// Where replies may be sent. The address comes in with each activity, so it is believed only where Microsoft, or this machine, answers.

/** Hosts of the Bot Connector, and endings of them, in the public, government and China clouds. */
const hosts: readonly string[] = [
	"smba.trafficmanager.net",
	"smba.infra.gcc.teams.microsoft.com",
	"smba.infra.gov.teams.microsoft.us",
	"smba.infra.dod.teams.microsoft.us",
	".botframework.com",
	".botframework.azure.us",
	".botframework.azure.cn",
];

/** Whether a host name is this machine's own, and nobody else can reach it. */
const isLoopback = (host: string): boolean =>
	host === "localhost" || /^127(\.\d{1,3}){3}$/.test(host) || host === "::1" || host === "[::1]";

/** Without an app id nothing proves who calls: then only local clients get answers, and with one only Microsoft does. */
export const isServiceUrlAllowed = (serviceUrl: string, appId: string): boolean => {
	if (!URL.canParse(serviceUrl)) return false;
	const { protocol, hostname } = new URL(serviceUrl);
	if (appId === "") return isLoopback(hostname);
	return protocol === "https:" && hosts.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host));
};

/** An empty app id means no authentication at all: then nobody but this machine may reach the bot. */
export const refusesToStart = ({ MicrosoftAppId, HOST }: { readonly MicrosoftAppId: string; readonly HOST: string }): boolean =>
	MicrosoftAppId === "" && !isLoopback(HOST);

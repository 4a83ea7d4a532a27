// The embedded default: the bot's own /sandbox page, read over HTTP like any other house's.

import type { ProviderDeps } from "./read-page.ts";
import type { StatusProvider } from "./status-provider.ts";
import { createStatuspage } from "./statuspage.ts";

/** `baseUrl` is the bot's own address with `/sandbox`. */
export const createSandbox = (deps: ProviderDeps): StatusProvider => ({ ...createStatuspage(deps), id: "sandbox" });

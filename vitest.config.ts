import { defineConfig } from "vitest/config";
import { leavesOutBrowser } from "./test/support/find-chromium.ts";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		exclude: (await leavesOutBrowser()) ? ["test/browser/**"] : [],
		globalSetup: ["test/support/built.ts"],
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});

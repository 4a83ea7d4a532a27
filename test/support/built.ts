// Builds what the tests need once per run: the bundle, the pages and the trained understanding. Unchanged parts cost nothing.

/** vitest's global setup. */
export const setup = async (): Promise<void> => {
	await import("../../esbuild.config.ts");
};

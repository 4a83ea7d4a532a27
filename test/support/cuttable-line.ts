// A telephone line between clients and a server that can be cut: every connection breaks, and new ones may be made at once.

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export type CuttableLine = { readonly url: string; cut(): void; close(): void };

/** Listens on loopback and passes everything on. */
export const startCuttableLine = async (to: string): Promise<CuttableLine> => {
	const open = new Set<Socket>();
	const { hostname, port } = new URL(to);
	const line = createServer((near) => {
		const far = connect(Number(port), hostname);
		for (const [end, other] of [
			[near, far],
			[far, near],
		] as const) {
			open.add(end);
			end.on("error", () => undefined); // Ends in a close, which is passed on.
			end.on("close", () => {
				open.delete(end);
				other.destroy();
			});
			end.pipe(other);
		}
	});
	await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
	const cut = () => {
		for (const end of open) end.destroy();
	};
	return {
		url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
		cut,
		close: () => {
			line.close();
			cut();
		},
	};
};

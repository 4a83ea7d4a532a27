// localStorage that never throws: private windows, full disks and blocked third-party storage fall back to memory.

export interface BrowserStorage {
	readJson(key: string): unknown;
	read(key: string): string | null;
	write(key: string, value: string): void;
	remove(key: string): void;
	keys(prefix: string): readonly string[];
}

/** `open` returns the real storage, and may itself throw. */
export const createBrowserStorage = (open: () => Storage): BrowserStorage => {
	const memory = new Map<string, string>();
	const attempt = <T>(use: (storage: Storage) => T, otherwise: T): T => {
		try {
			return use(open());
		} catch {
			return otherwise; // Storage is a convenience: without it the chat lives as long as its page.
		}
	};
	const read = (key: string) => memory.get(key) ?? attempt((storage) => storage.getItem(key), null);
	return {
		read,
		readJson: (key) => parse(read(key)),
		write: (key, value) => {
			const written = attempt((storage) => {
				storage.setItem(key, value);
				return true;
			}, false);
			if (written) memory.delete(key);
			else memory.set(key, value);
		},
		remove: (key) => {
			memory.delete(key);
			attempt((storage) => storage.removeItem(key), undefined);
		},
		keys: (prefix) => {
			const stored = attempt((storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ""), []);
			return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix));
		},
	};
};

const parse = (text: string | null): unknown => {
	try {
		return text === null ? null : JSON.parse(text);
	} catch {
		return null; // Written by something else, or cut short: as good as absent.
	}
};

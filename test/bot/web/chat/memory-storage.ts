// A Storage as a browser has it, over a Map; `isFull` makes every write fail, as a full disk does.

export const memoryStorage = (isFull = false): Storage => {
	const items = new Map<string, string>();
	return {
		get length() {
			return items.size;
		},
		clear: () => items.clear(),
		getItem: (key) => items.get(key) ?? null,
		key: (index) => [...items.keys()][index] ?? null,
		removeItem: (key) => void items.delete(key),
		setItem: (key, value) => {
			if (isFull) throw new DOMException("full", "QuotaExceededError");
			items.set(key, value);
		},
	};
};

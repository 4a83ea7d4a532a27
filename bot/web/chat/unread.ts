// How many words came while nobody was looking.

export interface Unread {
	add(count: number): void;
	/** The merchant is at the page. */
	seen(): void;
	/** The panel around the chat was opened or closed. */
	open(): void;
	close(): void;
}

/** `changed` hears every new count. */
export const createUnread = (changed: (count: number) => void): Unread => {
	let count = 0;
	let isOpen = true;
	const set = (next: number) => {
		if (next === count) return;
		count = next;
		changed(count);
	};
	const seen = () => {
		if (isOpen && !document.hidden) set(0);
	};
	return {
		add: (more) => {
			set(count + more);
			seen();
		},
		seen,
		open: () => {
			isOpen = true;
			seen();
		},
		close: () => {
			isOpen = false;
		},
	};
};

// How much of large bodies is held in memory at a time, in all and from one address: an upload waits there until it is whole.

export type BodyRoom = (address: string) => BodyPlace;

/** One body's part of the room. */
export type BodyPlace = {
	/** Takes so many bytes more; false, and nothing taken, when there is no room for them now. */
	take(bytes: number): boolean;
	/** Gives everything back. */
	leave(): void;
};

type Options = { readonly totalBytes: number; readonly bytesAnAddress: number };

/** A room of its own. */
export const createBodyRoom = ({ totalBytes, bytesAnAddress }: Options): BodyRoom => {
	const heldFor = new Map<string, number>();
	let held = 0;
	return (address) => {
		let own = 0;
		const add = (bytes: number): void => {
			own += bytes;
			held += bytes;
			const left = (heldFor.get(address) ?? 0) + bytes;
			if (left > 0) heldFor.set(address, left);
			else heldFor.delete(address);
		};
		return {
			take: (bytes) => {
				if (held + bytes > totalBytes || (heldFor.get(address) ?? 0) + bytes > bytesAnAddress) return false;
				add(bytes);
				return true;
			},
			leave: () => add(-own),
		};
	};
};

// Calls with the same key run one after the other, in the order they were made.

export type InOrder = <T>(key: string, call: () => Promise<T>) => Promise<T>;

/** Keys are forgotten as soon as their last call has ended. */
export const createInOrder = (): InOrder => {
	const last = new Map<string, Promise<unknown>>();
	return <T>(key: string, call: () => Promise<T>): Promise<T> => {
		const before = last.get(key);
		const mine = before === undefined ? call() : before.then(call, call);
		last.set(key, mine);
		const forget = () => {
			if (last.get(key) === mine) last.delete(key);
		};
		mine.then(forget, forget);
		return mine;
	};
};

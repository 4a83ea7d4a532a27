// Statements that differ only in how many values they take, each written once: the very same string is found among the prepared
// statements at once, one that is only equal has to be read to its end.

/** The statement for so many values. */
export const byCount = (write: (count: number) => string): ((count: number) => string) => {
	const written: string[] = [];
	return (count) => {
		const sql = written[count] ?? write(count);
		written[count] = sql;
		return sql;
	};
};

/** The same place so many times. PostgreSQL knows no empty list; nothing is in one of NULL. */
export const places = (count: number, place = "?"): string => (count === 0 ? "NULL" : Array(count).fill(place).join(", "));

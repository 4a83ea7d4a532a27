// What a file is, by its first bytes; what the client calls it does not count.

/** Pictures every browser shows and none runs, with the bytes they have at which place. SVG is a program and not among them. */
export const pictureTypes = {
	"image/jpeg": { extension: "jpg", marks: [[0, "\xff\xd8\xff"]] },
	"image/png": { extension: "png", marks: [[0, "\x89PNG\r\n\x1a\n"]] },
	"image/gif": { extension: "gif", marks: [[0, "GIF8"]] },
	"image/webp": {
		extension: "webp",
		marks: [
			[0, "RIFF"],
			[8, "WEBPVP8"],
		],
	},
} as const;

export type PictureType = keyof typeof pictureTypes;

/** The picture's type, or null when it is none we take. */
export const pictureType = (bytes: Uint8Array): PictureType | null => {
	const types = Object.keys(pictureTypes) as PictureType[];
	const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
	return types.find((type) => pictureTypes[type].marks.every(([at, mark]) => start.startsWith(mark, at))) ?? null;
};

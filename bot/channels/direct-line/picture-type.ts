// What a file is, by its first bytes; what the client calls it does not count.

/** Pictures every browser shows and none runs. SVG is a program and not among them. */
export const pictureTypes = {
	"image/jpeg": { extension: "jpg", starts: [0xff, 0xd8, 0xff], at: 0 },
	"image/png": { extension: "png", starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], at: 0 },
	"image/gif": { extension: "gif", starts: [0x47, 0x49, 0x46, 0x38], at: 0 },
	"image/webp": { extension: "webp", starts: [0x57, 0x45, 0x42, 0x50], at: 8 },
} as const;

export type PictureType = keyof typeof pictureTypes;

/** The picture's type, or null when it is none we take. */
export const pictureType = (bytes: Uint8Array): PictureType | null => {
	const types = Object.keys(pictureTypes) as PictureType[];
	return types.find((type) => pictureTypes[type].starts.every((byte, index) => bytes[pictureTypes[type].at + index] === byte)) ?? null;
};

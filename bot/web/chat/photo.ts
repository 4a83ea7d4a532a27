// A photo of the terminal, made small before it leaves the device. Drawing it anew also drops EXIF: place, time, owner.

const longestSidePx = 1600;
const largestBytes = 400_000;
const qualities = [0.8, 0.65, 0.5, 0.35];

/** A JPEG as a data URL, or null when the file is not a picture this browser can read. */
export const shrinkPhoto = async (file: Blob): Promise<string | null> => {
	const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
	if (bitmap === null) return null;
	const scale = Math.min(1, longestSidePx / Math.max(bitmap.width, bitmap.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.round(bitmap.width * scale);
	canvas.height = Math.round(bitmap.height * scale);
	canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	bitmap.close();
	const tries = qualities.map((quality) => () => canvas.toDataURL("image/jpeg", quality));
	let photo = "";
	for (const attempt of tries) {
		photo = attempt();
		if (photo.length * 0.75 <= largestBytes) break;
	}
	return photo;
};

/** The bytes of a data URL; the page's own policy forbids fetching one. */
export const photoBlob = (dataUrl: string): Blob => {
	const binary = atob(dataUrl.slice(dataUrl.indexOf(",") + 1));
	return new Blob([Uint8Array.from(binary, (character) => character.charCodeAt(0))], { type: "image/jpeg" });
};

// A large JPEG that carries EXIF, as a telephone's camera writes it.

import type { Page } from "playwright-core";

/** Draws noise, which no encoder makes small, and puts an EXIF segment in front. */
export const photoWithPlace = async (page: Page): Promise<Buffer> => {
	const base64 = await page.evaluate(() => {
		const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
		const context = canvas.getContext("2d");
		for (let index = 0; index < 20_000 && context !== null; index += 1) {
			context.fillStyle = `hsl(${(index * 137) % 360} 80% ${(index * 31) % 100}%)`;
			context.fillRect((index * 7919) % 2400, (index * 104729) % 1800, 30, 30);
		}
		return canvas.toDataURL("image/jpeg", 0.95).split(",")[1] ?? "";
	});
	const jpeg = Buffer.from(base64, "base64");
	const exif = Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0", "latin1")]);
	const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
	return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
};

// Pictures merchants send, as files beside the database. Their names are 128 random bits: whoever has the address may see the picture.

import { mkdir, open, readdir, rm, rmdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import type { Instant } from "../../../dialogs/status/report.ts";
import { relinkError } from "../../errors.ts";
import { type PictureType, pictureTypes } from "./picture-type.ts";

export type Picture = { readonly type: PictureType; readonly bytes: Buffer };

export type KeptPicture = { readonly type: PictureType; readonly length: number; readonly bytes: Readable };

export interface Uploads {
	/** Resolves with the path to fetch it from once the bytes are durable. Throws STORE_UNAVAILABLE, leaving nothing. */
	save(conversationId: string, picture: Picture): Promise<string>;
	/** Deletes one picture, by what `save` resolved with. */
	discard(path: string): Promise<void>;
	/** The picture to be read once; whoever does not want it destroys `bytes`. */
	find(conversationId: string, name: string): Promise<KeptPicture | null>;
	/** Deletes pictures from before; resolves with how many. */
	purge(before: Instant): Promise<number>;
	/** Deletes all pictures of one conversation. */
	forget(conversationId: string): Promise<void>;
}

type Deps = { readonly folder: string; readonly newId: () => string };

/** Where pictures are kept. */
export const uploadsFolder = (dataDir: string): string => join(dataDir, "uploads");

/** Where pictures are fetched from. */
export const attachmentsPath = "/v3/directline/attachments";

/** Only what newId makes, so that a name can never leave its folder. */
const safeName = /^[A-Za-z0-9_-]{1,64}$/;

/** Pictures in a folder of their conversation below `folder`. */
export const createUploads = ({ folder, newId }: Deps): Uploads => ({
	save: async (conversationId, { type, bytes }) => {
		const name = `${newId()}.${pictureTypes[type].extension}`;
		const place = folderOf(folder, conversationId);
		const put = async (): Promise<void> => {
			await mkdir(place, { recursive: true });
			await write(join(place, name), bytes);
		};
		try {
			// Once more when the purge took the empty folder in between.
			await put().catch((error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? put() : Promise.reject(error)));
		} catch (cause) {
			throw relinkError("STORE_UNAVAILABLE", { cause });
		}
		return `${attachmentsPath}/${conversationId}/${name}`;
	},
	discard: async (path) => {
		const [name = "", conversationId = ""] = path.split("/").reverse();
		await rm(join(folderOf(folder, conversationId), basename(name)), { force: true });
	},
	find: async (conversationId, name) => {
		const [id = "", extension, ...rest] = name.split(".");
		const type = typeOf(extension);
		if (!safeName.test(conversationId) || !safeName.test(id) || type === undefined || rest.length > 0) return null;
		const file = await open(join(folder, conversationId, name)).catch(nullWhenMissing);
		return file === null ? null : { type, length: (await file.stat()).size, bytes: file.createReadStream() };
	},
	purge: async (before) => {
		const files = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(nullWhenMissing)) ?? [];
		const ages = files.filter((file) => file.isFile()).map(async (file) => removeIfOlder(join(file.parentPath, file.name), before));
		const gone = (await Promise.all(ages)).filter(Boolean).length;
		await Promise.all(files.filter((file) => file.isDirectory()).map((file) => removeIfEmpty(join(file.parentPath, file.name))));
		return gone;
	},
	forget: (conversationId) => rm(folderOf(folder, conversationId), { recursive: true, force: true }),
});

const folderOf = (folder: string, conversationId: string): string => {
	if (!safeName.test(conversationId)) throw new RangeError("not a conversation id of ours");
	return join(folder, conversationId);
};

const write = async (path: string, bytes: Buffer): Promise<void> => {
	const file = await open(path, "wx", 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	} finally {
		await file.close();
	}
};

const removeIfOlder = async (path: string, before: Instant): Promise<boolean> => {
	const { mtimeMs } = await stat(path);
	if (mtimeMs >= before) return false;
	await rm(path, { force: true });
	return true;
};

const removeIfEmpty = (path: string): Promise<void> =>
	rmdir(path).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== "ENOTEMPTY" && error.code !== "ENOENT") throw error;
	});

const typeOf = (extension: string | undefined): PictureType | undefined =>
	(Object.keys(pictureTypes) as PictureType[]).find((type) => pictureTypes[type].extension === extension);

const nullWhenMissing = (error: NodeJS.ErrnoException): null => {
	if (error.code === "ENOENT") return null;
	throw error;
};

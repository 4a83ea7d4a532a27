// Where the merchant writes, and adds a photo.

import { byId } from "../../shared/element.ts";
import { sendsOn } from "../enter.ts";
import { shrinkPhoto } from "../photo.ts";

export type Draft = { readonly text: string; readonly photo: string | null };

export type ComposerEvents = {
	/** Returns false when the draft cannot be sent and should stay. */
	readonly send: (draft: Draft) => boolean;
	readonly unreadablePhoto: () => void;
};

const mostRows = 5;

/** Binds to the page's composer; returns what others may do with it. */
export const createComposer = (events: ComposerEvents): { focus(): void } => {
	const form = byId("composer", HTMLFormElement);
	const write = byId("write", HTMLTextAreaElement);
	const photo = bindPhoto(write, events.unreadablePhoto);

	const grow = () => {
		write.rows = 1;
		while (write.rows < mostRows && write.scrollHeight > write.clientHeight) write.rows += 1;
	};
	const send = () => {
		const draft = { text: write.value.trim(), photo: photo.current() };
		if (draft.text === "" && draft.photo === null) return;
		if (!events.send(draft)) return;
		write.value = "";
		photo.clear();
		grow();
	};
	write.addEventListener("input", grow);
	write.addEventListener("keydown", (event) => {
		if (!sendsOn(event)) return;
		event.preventDefault();
		send();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		send();
	});
	return { focus: () => write.focus() };
};

const bindPhoto = (write: HTMLElement, unreadable: () => void) => {
	const panel = byId("photo", HTMLElement);
	const preview = byId("photoPreview", HTMLImageElement);
	const file = byId("photoFile", HTMLInputElement);
	let photo: string | null = null;

	const clear = () => {
		photo = null;
		file.value = "";
		panel.hidden = true;
		preview.removeAttribute("src");
	};
	const take = async (picked: File | undefined) => {
		if (picked === undefined) return;
		photo = await shrinkPhoto(picked);
		if (photo === null) {
			clear();
			unreadable();
			return;
		}
		preview.src = photo;
		panel.hidden = false;
	};
	byId("photoAdd", HTMLButtonElement).addEventListener("click", () => file.click());
	byId("photoRemove", HTMLButtonElement).addEventListener("click", () => {
		clear();
		write.focus();
	});
	file.addEventListener("change", () => void take(file.files?.[0]));
	write.addEventListener("paste", (event) => {
		const picture = [...(event.clipboardData?.files ?? [])].find((pasted) => pasted.type.startsWith("image/"));
		if (picture !== undefined) event.preventDefault();
		void take(picture);
	});
	return { clear, current: () => photo };
};

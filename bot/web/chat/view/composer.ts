// Where the merchant writes.

import { byId } from "../../shared/element.ts";
import { sendsOn } from "../enter.ts";
import { PhotoPicker } from "./photo-picker.ts";

export type Draft = { readonly text: string; readonly photo: string | null };

type ComposerEvents = {
	/** Returns false when the draft cannot be sent and should stay. */
	readonly send: (draft: Draft) => boolean;
	readonly unreadablePhoto: () => void;
};

const mostRows = 5;

/** Binds to the page's composer; returns what others may do with it. */
export const createComposer = (events: ComposerEvents): { focus(): void } => {
	const write = byId("write", HTMLTextAreaElement);
	const photo = new PhotoPicker(write, events.unreadablePhoto);

	const send = (event: Event) => {
		event.preventDefault();
		const draft = { text: write.value.trim(), photo: photo.current() };
		if ((draft.text === "" && draft.photo === null) || !events.send(draft)) return;
		write.value = "";
		photo.clear();
		grow(write);
	};
	write.addEventListener("input", () => grow(write));
	write.addEventListener("keydown", (event) => sendsOn(event) && send(event));
	byId("composer", HTMLFormElement).addEventListener("submit", send);
	return { focus: () => write.focus() };
};

/** As many rows as the text has, within reason. */
const grow = (write: HTMLTextAreaElement): void => {
	write.rows = 1;
	while (write.rows < mostRows && write.scrollHeight > write.clientHeight) write.rows += 1;
};

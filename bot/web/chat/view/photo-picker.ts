// A photo waiting to be sent: taken by camera, chosen as a file or pasted, shown with a warning, let go of again.

import { byId } from "../../shared/element.ts";
import { shrinkPhoto } from "../photo.ts";

export class PhotoPicker {
	private readonly panel = byId("photo", HTMLElement);
	private readonly preview = byId("photoPreview", HTMLImageElement);
	private readonly file = byId("photoFile", HTMLInputElement);
	private readonly unreadable: () => void;
	private photo: string | null = null;

	/** Binds to the page's composer; `write` is where photos are pasted and the focus goes back to. */
	constructor(write: HTMLElement, unreadable: () => void) {
		this.unreadable = unreadable;
		this.file.addEventListener("change", () => void this.take(this.file.files?.[0]));
		write.addEventListener("paste", (event) => this.paste(event));
		byId("photoAdd", HTMLButtonElement).addEventListener("click", () => this.file.click());
		byId("photoRemove", HTMLButtonElement).addEventListener("click", () => {
			this.clear();
			write.focus();
		});
	}

	/** The photo as a data URL. */
	current(): string | null {
		return this.photo;
	}

	clear(): void {
		this.photo = null;
		this.file.value = "";
		this.panel.hidden = true;
		this.preview.removeAttribute("src");
	}

	private paste(event: ClipboardEvent): void {
		const picture = [...(event.clipboardData?.files ?? [])].find((pasted) => pasted.type.startsWith("image/"));
		if (picture !== undefined) event.preventDefault();
		void this.take(picture);
	}

	private async take(picked: File | undefined): Promise<void> {
		if (picked === undefined) return;
		const photo = await shrinkPhoto(picked);
		if (photo === null) {
			this.clear();
			this.unreadable();
			return;
		}
		this.photo = photo;
		this.preview.src = photo;
		this.panel.hidden = false;
	}
}

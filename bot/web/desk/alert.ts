// Makes an agent look: the page's title, the app's badge and, when switched on, a sound.

import { byId } from "../shared/element.ts";

type Sound = {
	isOn(): boolean;
	/** Call it from a click: browsers allow sound only after one. */
	toggle(): boolean;
	ring(): void;
};

export type Alert = Sound & {
	/** How many cases want attention, for title, icon and badge. */
	count(waiting: number, title: string): void;
};

const storageKey = "relink.desk.sound";
const beepAtS = [0, 0.22];
const beepS = 0.16;
/** What comes together is heard once. */
const quietMs = 1_000;

/** All the ways to call an agent. */
export const createAlert = (): Alert => {
	const icon = byId("icon", HTMLLinkElement);
	const count = (waiting: number, title: string): void => {
		document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
		icon.href = iconWith(waiting > 0);
		// Only installed pages have a badge; elsewhere the promise is refused, which changes nothing.
		navigator.setAppBadge?.(waiting).catch(() => undefined);
	};
	return { ...createSound(), count };
};

/** Remembers on this device whether it is on. */
const createSound = (): Sound => {
	let audio: AudioContext | null = null;
	let isOn = localStorage.getItem(storageKey) === "on";
	let rungAt = 0;
	const wake = (): void => {
		audio ??= new AudioContext();
		void audio.resume();
	};
	if (isOn) for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, wake, { once: true });
	const ring = (): void => {
		if (!isOn || audio === null || Date.now() - rungAt < quietMs) return;
		rungAt = Date.now();
		for (const at of beepAtS) beep(audio, audio.currentTime + at);
	};
	const toggle = (): boolean => {
		isOn = !isOn;
		localStorage.setItem(storageKey, isOn ? "on" : "off");
		if (isOn) wake();
		ring();
		return isOn;
	};
	return { isOn: () => isOn, toggle, ring };
};

/** The house's mark; a dot on it means that somebody waits. */
const iconWith = (dot: boolean): string => {
	const mark = '<path d="M5 13a16 16 0 0 1 22 0M9.500 17.500a9.600 9.600 0 0 1 13 0" fill="none" stroke="#0b8f86" stroke-width="3"/>';
	const image = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${mark}${dot ? '<circle cx="24" cy="23" r="8" fill="#d3322a"/>' : ""}</svg>`;
	return `data:image/svg+xml,${encodeURIComponent(image)}`;
};

const beep = (audio: AudioContext, at: number): void => {
	const tone = audio.createOscillator();
	const volume = audio.createGain();
	tone.frequency.value = 880;
	volume.gain.setValueAtTime(0.12, at);
	volume.gain.exponentialRampToValueAtTime(0.001, at + beepS);
	tone.connect(volume).connect(audio.destination);
	tone.start(at);
	tone.stop(at + beepS);
};

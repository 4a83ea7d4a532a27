// When Enter means "send". While an input method is composing, Enter picks a candidate and must never send.

export type KeyPress = Pick<KeyboardEvent, "key" | "shiftKey" | "isComposing" | "keyCode">;

/** Composing keys report 229; Safari ends the composition before the Enter that ended it, and only 229 tells. */
export const isComposingKey = (press: KeyPress): boolean => press.isComposing || press.keyCode === 229;

/** True for an Enter that is the merchant's own wish to send. */
export const sendsOn = (press: KeyPress): boolean => press.key === "Enter" && !press.shiftKey && !isComposingKey(press);

// What the chat in its frame and the page around it tell each other. Nothing of the conversation crosses.

export type ToChat = { readonly relink: "opened" | "closed" };

export type ToHost = { readonly relink: "unread"; readonly count: number } | { readonly relink: "close" };

/** Reads a message between the two; null for anybody else's. */
export const readFrameMessage = (data: unknown): ToChat | ToHost | null =>
	typeof data === "object" && data !== null && "relink" in data ? (data as ToChat | ToHost) : null; // Only its name and a number are used.

// What `npm start` gives node: whatever starts the built bot elsewhere starts it so.

import packageJson from "../../package.json" with { type: "json" };

/** Node's arguments, its options first. */
export const [, ...asNpmStarts] = packageJson.scripts.start.split(" ");

// The languages Relink speaks. Adding one is a row here and a folder beside this file; the parity test lists what the folder lacks.

export const languages = ["zh-CN", "en"] as const;

export type Language = (typeof languages)[number];

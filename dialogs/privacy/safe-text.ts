// Merchant text after redaction. Only redact() makes one, so skipping redaction does not compile.

declare const safe: unique symbol;

export type SafeText = string & { readonly [safe]: true };

// Loads what the build learned, once, before anything is served.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { UnderstandingAssets } from "../../dialogs/understanding/understand.ts";
import { relinkError } from "../errors.ts";
import { decodeModel, type FactsHeader, type IntentsHeader, type ModelFile } from "./model-file.ts";

/** `folder`: where the build wrote, dist/. */
export const loadUnderstanding = (folder: string): UnderstandingAssets => {
	const { header, machines } = readModel<IntentsHeader>(folder, "nlu.bin");
	const facts = readModel<FactsHeader>(folder, "facts.bin");
	// The build checked these files when it wrote them.
	const ears: UnderstandingAssets["ears"] = JSON.parse(read(folder, "ears.json").toString());
	const faqs: UnderstandingAssets["faqs"] = JSON.parse(read(folder, "faqs.json").toString());
	const faqIndexes: UnderstandingAssets["faqIndexes"] = JSON.parse(read(folder, "faq-indexes.json").toString());
	return {
		model: { ...machines, ...header.model },
		words: header.words,
		facts: { ...facts.machines, ...facts.header },
		ears,
		faqs,
		faqIndexes,
	};
};

const readModel = <Header>(folder: string, name: string): ModelFile<Header> => {
	const decoded = decodeModel<Header>(read(folder, name));
	if (decoded === null) throw relinkError("ASSET_MISSING", { detail: join(folder, name) });
	return decoded;
};

const read = (folder: string, name: string): Buffer => {
	try {
		return readFileSync(join(folder, name));
	} catch (cause) {
		throw relinkError("ASSET_MISSING", { detail: join(folder, name), cause });
	}
};

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createEditedVoice, createVoice, type Voice } from "../../bot/voice.ts";
import { redact } from "../../dialogs/privacy/redact.ts";
import { assets } from "../support/understanding.ts";

const copy = { timeZone: "Asia/Shanghai" };
const locales = new URL("../../locales/", import.meta.url).pathname;

const entry = (title: string, question: string, body: string, related = "") =>
	`---\nid: umbrella-stand\ntitle: ${title}\nquestions:\n  - ${question}\nrelated: [${related}]\n---\n\n${body}\n`;

let folder: string;
let voice: Voice;
const logger = { info: vi.fn(), error: vi.fn() };

const save = (language: string, text: string) => writeFile(join(folder, language, "faq", "umbrella-stand.md"), text);

const understood = (text: string) => voice.understand(redact(text).text, { language: "en", choices: [], question: null });

const best = (text: string) => understood(text).faq[0]?.id;

const body = () => voice.copy.sentence({ key: "faq.umbrella-stand.body" }, "en");

beforeEach(async () => {
	logger.info.mockClear();
	logger.error.mockClear();
	folder = await mkdtemp(join(tmpdir(), "relink-voice-"));
	for (const language of ["zh-CN", "en"]) await cp(join(locales, language, "faq"), join(folder, language, "faq"), { recursive: true });
	voice = await createEditedVoice({ assets, copy, locales: folder, logger });
});

afterEach(async () => {
	voice.close();
	await rm(folder, { recursive: true });
});

describe("a voice whose answers are edited", () => {
	it("finds and speaks an answer once it is saved, and its next wording", async () => {
		expect(best("where does the umbrella stand belong")).not.toBe("umbrella-stand");
		await save("zh-CN", entry("伞架放哪里", "伞架应该放在哪", "放门口。"));
		await save("en", entry("Where the umbrella stand goes", "where do I put the umbrella stand", "By the door."));
		await vi.waitFor(() => expect(body()).toBe("By the door."));
		expect(best("where does the umbrella stand belong")).toBe("umbrella-stand");
		expect(understood("where do I put the umbrella stand").intent).toMatchObject({ id: "faq.umbrella-stand", verdict: "sure" });
		await save("en", entry("Where the umbrella stand goes", "where do I put the umbrella stand", "Behind the counter."));
		await vi.waitFor(() => expect(body()).toBe("Behind the counter."));
	});

	it.each([
		{ why: "no id", text: "---\ntitle: Umbrellas\n---\n\nBy the door.\n", says: /umbrella-stand\.md:1: "id" is missing/ },
		{ why: "a relation to nothing", text: entry("Umbrellas", "umbrellas", "By the door.", "parasol"), says: /"parasol" does not exist/ },
	])("reports a mistake and keeps the old answers: $why", async ({ text, says }) => {
		await save("en", text);
		await vi.waitFor(() => expect(logger.error).toHaveBeenCalled());
		expect(String(logger.error.mock.calls[0]?.[0].err)).toMatch(says);
		expect(best("how do I refund a customer")).toBe("refunds");
		expect(logger.info).not.toHaveBeenCalled();
	});

	it("speaks a removed answer until the next build, as the classifier still names it", async () => {
		await rm(join(folder, "en", "faq", "voice-alert.md"));
		await vi.waitFor(() => expect(logger.info).toHaveBeenCalled());
		expect(voice.copy.sentence({ key: "faq.voice-alert.title" }, "en")).toBe("Payment announcements");
	});
});

describe("a voice as the build left it", () => {
	it("understands and speaks", () => {
		voice.close();
		voice = createVoice({ assets, copy });
		expect(best("how do I refund a customer")).toBe("refunds");
		expect(voice.copy.sentence({ key: "faq.refunds.title" }, "en")).toBe("Refunds and voids");
	});
});

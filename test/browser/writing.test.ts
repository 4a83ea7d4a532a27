import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { hears, offers, say, type Visit, visit, webFolder, words } from "./chat-page.ts";
import { photoWithPlace } from "./photo-with-place.ts";
import { type ScriptedBot, startScriptedBot } from "./scripted-bot.ts";
import { greetAndAsk, relink } from "./scripts.ts";

describe("writing in the chat", () => {
	let browser: TestBrowser;
	let bot: ScriptedBot;
	let open: Visit;

	beforeAll(async () => {
		browser = await openBrowser();
		bot = await startScriptedBot(webFolder);
	});
	afterAll(async () => {
		await browser.close();
		await bot.close();
	});
	beforeEach(async () => {
		bot.answer = greetAndAsk;
		open = await visit(browser, bot.url, { locale: "en" });
	});
	afterEach(async () => {
		expect(open.errors).toEqual([]);
		await open.context.close();
	});

	const acceptedTexts = () => bot.accepted().map(({ text }) => text);

	it("never sends with the Enter that picks an input method's candidate; the next Enter sends once", async () => {
		const keyboard = await open.context.newCDPSession(open.page);
		const press = (keyCode: number) =>
			keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", windowsVirtualKeyCode: keyCode });
		await open.page.locator("#write").focus();
		await keyboard.send("Input.imeSetComposition", { text: "连不上", selectionStart: 3, selectionEnd: 3 });
		await press(13);
		expect(await words(open.page)).toEqual(["Hello."]);
		await keyboard.send("Input.insertText", { text: "连不上" });
		// Safari ends the composition first; the Enter that follows says 229 and no longer "composing".
		await press(229);
		expect(await words(open.page)).toEqual(["Hello."]);
		await open.page.keyboard.press("Enter");
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		expect(acceptedTexts()).toEqual(["连不上"]);
	});

	it("breaks the line with Shift and Enter, and grows", async () => {
		const write = open.page.locator("#write");
		await write.pressSequentially("one");
		const before = (await write.boundingBox())?.height ?? 0;
		await write.press("Shift+Enter");
		await write.pressSequentially("two");
		expect((await write.boundingBox())?.height).toBeGreaterThan(before);
		await write.press("Enter");
		await expect.poll(acceptedTexts).toEqual(["one\ntwo"]);
	});

	it("keeps what is too long to send, and says so", async () => {
		await say(open.page, "很".repeat(2_001));
		expect(await open.page.locator("#alert").textContent()).toContain("2,000");
		expect(await open.page.locator("#write").inputValue()).toHaveLength(2_001);
		await say(open.page, "short");
		expect(await open.page.locator("#alert").textContent()).toBe("");
		await expect.poll(acceptedTexts).toEqual(["short"]);
	});

	it("sends a picked choice with its id and the message it answers", async () => {
		await say(open.page, "hello");
		await open.page.getByRole("button", { name: "Everything" }).click();
		await expect
			.poll(() => bot.accepted().at(-1))
			.toMatchObject({ text: "Everything", replyToId: "c|0000003", channelData: { relink: { choice: "all" } } });
	});

	it("keeps the keyboard's place when a picked button goes away", async () => {
		await say(open.page, "hello");
		await open.page.getByRole("button", { name: "Everything" }).press("Enter");
		await expect.poll(acceptedTexts).toHaveLength(2);
		await expect.poll(() => open.page.evaluate(() => document.activeElement?.id)).toBe("choices");
		await open.page.locator("#choices button").first().waitFor();
		await open.page.keyboard.press("Tab");
		expect(await open.page.evaluate(() => document.activeElement?.textContent)).toBe("Only this one");
	});

	it("sends a photo made small, as JPEG, without the place it was taken", async () => {
		await open.page
			.locator("#photoFile")
			.setInputFiles({ name: "IMG_0042.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace(open.page) });
		await expect.poll(() => open.page.locator("#photo").isVisible()).toBe(true);
		expect(await open.page.locator("#photo").textContent()).toContain("card number");
		await open.page.locator("#send").click();
		await expect.poll(() => bot.posts.at(-1)).toHaveProperty("attachments");
		const { attachments } = bot.posts.at(-1) as { attachments: [{ bytes: string; contentType: string; name: string }] };
		const [photo] = attachments;
		const sent = Buffer.from(photo.bytes, "base64");
		expect({ ...photo, bytes: sent.subarray(0, 2).toString("hex") }).toMatchObject({
			contentType: "image/jpeg",
			name: "photo.jpg",
			bytes: "ffd8",
		});
		expect(sent.includes("Exif")).toBe(false);
		expect(sent.length).toBeLessThan(400_000);
	});

	it("takes a pasted photo, and lets go of it again", async () => {
		await open.page.evaluate(async () => {
			const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
			const file = new File([await new Promise<Blob>((done) => canvas.toBlob((blob) => done(blob ?? new Blob())))], "p.png", {
				type: "image/png",
			});
			const clipboardData = new DataTransfer();
			clipboardData.items.add(file);
			document.getElementById("write")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true, bubbles: true }));
		});
		await open.page.locator("#photo").waitFor();
		await open.page.getByRole("button", { name: "Remove the photo" }).click();
		expect(await open.page.locator("#photo").isVisible()).toBe(false);
	});

	it("says when a file is not a picture", async () => {
		await open.page.locator("#photoFile").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
		await expect.poll(() => open.page.locator("#alert").textContent()).toContain("could not be read");
	});

	it("gives the way to a person over to what the queue says, and back", async () => {
		bot.answer = () => [{ text: "You are **second**.", ...relink("handoff", { choices: [{ id: "leaveQueue", text: "Never mind" }] }) }];
		await open.page.getByRole("button", { name: "Talk to a person" }).click();
		await expect.poll(() => open.page.locator("#queueWords").textContent()).toBe("You are second.");
		expect(await open.page.locator("#person").isVisible()).toBe(false);
		bot.say({ text: "I am back.", ...relink("handoff", { choices: [{ id: "human", text: "A person" }] }) });
		await expect.poll(() => open.page.locator("#person").isVisible()).toBe(true);
	});

	it("shows typing, and takes it back with the answer", async () => {
		bot.answer = () => [];
		await say(open.page, "hello");
		await open.page.locator("#typing").waitFor({ state: "visible" });
		bot.say({ text: "Here." });
		await open.page.locator("#typing").waitFor({ state: "hidden" });
	});

	it("starts over only when the merchant says yes", async () => {
		await say(open.page, "hello");
		await offers(open.page, ["Only this one", "Everything", "Why?"]);
		const startOver = open.page.locator("#startOver");
		await startOver.click();
		await open.page.keyboard.press("Escape");
		expect(await words(open.page)).toHaveLength(3);
		await startOver.click();
		await open.page.locator("dialog").getByRole("button", { name: "Start over" }).click();
		await expect.poll(() => words(open.page)).toEqual(["Hello."]);
	});

	it("saves the conversation as a text file", async () => {
		await say(open.page, "hello");
		await hears(open.page, "only this terminal");
		const [download] = await Promise.all([open.page.waitForEvent("download"), open.page.locator("#save").click()]);
		expect(download.suggestedFilename()).toBe("relink-conversation.txt");
		const chunks = await (await download.createReadStream()).toArray();
		expect(Buffer.concat(chunks).toString()).toMatch(/^Relink R-7K3M9Q\n[\s\S]*You\nhello\n[\s\S]*only this terminal/);
	});
});

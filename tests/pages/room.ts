// An open room: its messages and the place to write.
import { expect, type JSHandle, type Locator, type Page } from "@playwright/test";

/** A file as a test makes it. */
export type TestFile = { name: string; mimeType: string; buffer: Buffer };

export class RoomPage {
  readonly main: Locator;
  readonly timeline: Locator;
  readonly composer: Locator;
  /** The files that are to be sent. */
  readonly attached: Locator;
  readonly sendButton: Locator;

  constructor(readonly page: Page, name: string) {
    this.main = page.getByRole("main", { name, exact: true });
    this.timeline = this.main.getByRole("log", { name: "Timeline" });
    this.composer = this.main.getByRole("textbox", { name: "Message" });
    this.attached = this.main.getByRole("list", { name: "Attached files" }).getByRole("listitem");
    this.sendButton = this.main.getByRole("button", { name: "Send message" });
  }

  async waitUntilOpen() {
    await expect(this.timeline).toBeVisible();
  }

  /** The messages that contain this text. */
  message(text: string | RegExp): Locator {
    return this.timeline.getByRole("article").filter({ hasText: text });
  }

  async write(text: string) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Sends a message and waits until the server has it. */
  async send(text: string): Promise<Locator> {
    await this.write(text);
    return this.sent(text);
  }

  /** Waits until the server has the newest message with this text. */
  async sent(text: string): Promise<Locator> {
    const message = this.message(text).last();
    await expect(message).toHaveAttribute("data-send-state", "sent");
    await expect(message).toHaveAttribute("data-event-id", /^\$/);
    return message;
  }

  /** Turns the mouse wheel over the messages; pixels, downwards. */
  async scroll(pixels: number) {
    await this.timeline.hover();
    await this.page.mouse.wheel(0, pixels);
  }

  /** Presses a button of a message's toolbar. */
  async act(message: Locator, action: string) {
    const toolbar = message.getByRole("toolbar", { name: "Message actions" });
    // Messages that come in meanwhile take the toolbar away from under the pointer.
    await expect(async () => {
      await message.hover({ timeout: 2_000 });
      await toolbar.getByRole("button", { name: action }).click({ timeout: 2_000 });
    }).toPass();
  }

  /** Chooses from the menu behind "More". */
  async choose(message: Locator, item: string) {
    // What comes in meanwhile closes the menu with its toolbar.
    await expect(async () => {
      await this.act(message, "More");
      await this.page.getByRole("menuitem", { name: item }).click({ timeout: 2_000 });
    }).toPass();
  }

  /** Chooses files with the button. */
  async attach(...files: TestFile[]) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.main.getByRole("button", { name: "Attach" }).click();
    await (await chooser).setFiles(files);
  }

  async paste(...files: TestFile[]) {
    const data = await this.carried(files);
    await this.composer.evaluate((box, clipboardData) => {
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, data);
  }

  /** Drags files over the messages; replies with what drops them. */
  async drag(...files: TestFile[]): Promise<() => Promise<void>> {
    const dataTransfer = await this.carried(files);
    await this.timeline.dispatchEvent("dragenter", { dataTransfer });
    await this.timeline.dispatchEvent("dragover", { dataTransfer });
    return () => this.timeline.dispatchEvent("drop", { dataTransfer });
  }

  async removeAttached(name: string) {
    await this.attached.getByRole("button", { name: `Remove ${name}` }).click();
  }

  /** The messages with this picture. */
  picture(name: string): Locator {
    return this.messageWith(`Open picture ${name}`);
  }

  /** The messages with this file. */
  file(name: string): Locator {
    return this.messageWith(`Download ${name}`);
  }

  /** How much of a file is with the server. */
  upload(name: string): Locator {
    return this.timeline.getByRole("progressbar", { name: `Uploading ${name}` });
  }

  private messageWith(button: string): Locator {
    return this.timeline.getByRole("article").filter({ has: this.page.getByRole("button", { name: button, exact: true }) });
  }

  /** Files as a clipboard or a pointer carries them. */
  private carried(files: TestFile[]): Promise<JSHandle<DataTransfer>> {
    const contents = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }));
    return this.page.evaluateHandle((contents) => {
      const data = new DataTransfer();
      for (const { name, mimeType, bytes } of contents) {
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      }
      return data;
    }, contents);
  }
}

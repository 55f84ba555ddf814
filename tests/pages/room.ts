// An open room: its messages and the place to write.
import { expect, type Locator, type Page } from "@playwright/test";

export class RoomPage {
  readonly main: Locator;
  readonly timeline: Locator;
  readonly composer: Locator;

  constructor(readonly page: Page, name: string) {
    this.main = page.getByRole("main", { name, exact: true });
    this.timeline = this.main.getByRole("log", { name: "Timeline" });
    this.composer = this.main.getByRole("textbox", { name: "Message" });
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
}

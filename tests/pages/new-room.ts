// The dialog that makes a room.
import { expect, type Locator, type Page } from "@playwright/test";

import { RoomPage, type TestFile } from "./room";

export class NewRoomDialog {
  readonly dialog: Locator;
  readonly name: Locator;
  readonly topic: Locator;
  readonly type: Locator;
  readonly address: Locator;
  readonly encryption: Locator;
  readonly create: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "New room" });
    this.name = this.dialog.getByRole("textbox", { name: "Name" });
    this.topic = this.dialog.getByRole("textbox", { name: "Topic" });
    this.type = this.dialog.getByRole("combobox", { name: "Room type" });
    this.address = this.dialog.getByRole("textbox", { name: "Room address" });
    this.encryption = this.dialog.getByRole("switch", { name: "Enable end-to-end encryption" });
    this.create = this.dialog.getByRole("button", { name: "Create room" });
  }

  async choosePicture(file: TestFile) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.dialog.getByRole("button", { name: /^(Choose|Change) picture$/ }).click();
    await (await chooser).setFiles(file);
  }

  /** Creates the room, which opens. */
  async createAs(name: string): Promise<RoomPage> {
    await this.create.click();
    const room = new RoomPage(this.page, name);
    await room.waitUntilOpen();
    await expect(this.dialog).toBeHidden();
    return room;
  }
}

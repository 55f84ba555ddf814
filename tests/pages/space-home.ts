// The home of a space, and the dialogs of spaces.
import { expect, type Locator, type Page } from "@playwright/test";

import type { TestFile } from "./room";
import { escape } from "./shell";

export class SpaceHome {
  readonly main: Locator;
  readonly tree: Locator;
  readonly search: Locator;

  constructor(readonly page: Page, name: string) {
    this.main = page.getByRole("main", { name, exact: true });
    this.tree = this.main.getByRole("tree", { name: "Rooms in this space" });
    this.search = this.main.getByRole("searchbox", { name: "Search names and topics" });
  }

  async waitUntilOpen() {
    await expect(this.main.getByRole("heading", { name: "Rooms in this space" })).toBeVisible();
  }

  /** A room or space in it, by how its row's name begins. */
  row(name: string): Locator {
    return this.tree.getByRole("treeitem", { name: new RegExp(`^${escape(name)},`) });
  }

  /** Expects these rooms, from the top; of spaces that are unfolded, also those within. */
  async expectRooms(names: string[]) {
    const rows = this.tree.getByRole("treeitem");
    await expect.poll(async () => {
      const labels = await rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
      return labels.map((label) => label.split(",")[0]);
    }).toEqual(names);
  }

  /** Presses a button of a row that has no rows in it. */
  async press(room: string, button: string) {
    await this.row(room).getByRole("button", { name: button, exact: true }).click();
  }

  /** Chooses from the menu of a row that has no rows in it. */
  async choose(room: string, item: string) {
    await this.press(room, "Room options");
    const menu = this.page.getByRole("menu", { name: "Room options" });
    await menu.getByRole("menuitem", { name: item, exact: true }).click();
    await expect(menu).toBeHidden();
  }

  /** Unfolds a space within it. */
  async unfold(name: string) {
    await this.tree.getByRole("button", { name: `Show rooms in ${name}`, exact: true }).click();
    await expect(this.row(name)).toHaveAttribute("aria-expanded", "true");
  }

  async chooseOption(item: string) {
    await this.main.getByRole("button", { name: "Space options" }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }
}

/** The dialog that makes a space. */
export class NewSpaceDialog {
  readonly dialog: Locator;
  readonly name: Locator;
  readonly topic: Locator;
  readonly address: Locator;
  readonly notCreated: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "New space" });
    this.name = this.dialog.getByRole("textbox", { name: "Name" });
    this.topic = this.dialog.getByRole("textbox", { name: "Topic" });
    this.address = this.dialog.getByRole("textbox", { name: "Space address" });
    this.notCreated = this.dialog.getByRole("list", { name: "Not created" }).getByRole("listitem");
  }

  async chooseKind(kind: "Public" | "Me and others" | "Just me") {
    await this.dialog.getByRole("button", { name: new RegExp(`^${kind}`) }).click();
    await expect(this.name).toBeFocused();
  }

  room(place: number): Locator {
    return this.dialog.getByRole("textbox", { name: `Room ${place}` });
  }

  async press(button: string) {
    await this.dialog.getByRole("button", { name: button, exact: true }).click();
  }

  async choosePicture(file: TestFile) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.press("Choose picture");
    await (await chooser).setFiles(file);
  }
}

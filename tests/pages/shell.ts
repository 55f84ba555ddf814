// The signed-in app: the room list and what belongs to the account.
import { expect, type Locator, type Page } from "@playwright/test";

import { RoomPage } from "./room";

export class Shell {
  readonly rooms: Locator;
  readonly search: Locator;
  readonly connection: Locator;

  constructor(readonly page: Page) {
    this.rooms = page.getByRole("navigation", { name: "Rooms" });
    this.search = this.rooms.getByRole("searchbox", { name: "Search rooms" });
    this.connection = page.getByRole("status", { name: "Connection" });
  }

  async waitUntilOpen() {
    await expect(this.rooms).toBeVisible();
    await expect(this.connection).toHaveText("Online");
  }

  /** The row of a room, by how its name begins. */
  row(name: string): Locator {
    return this.rooms.getByRole("link", { name: new RegExp(`^${escape(name)}`) });
  }

  /** The names of the rooms in a section, from the top. */
  async order(section: string): Promise<string[]> {
    const labels = await this.section(section)
      .getByRole("link")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
    return labels.map((label) => label.split(",")[0]);
  }

  /** Opens the menu of a room's row. */
  async openRowMenu(name: string): Promise<Locator> {
    const link = this.page.getByRole("link", { name: new RegExp(`^${escape(name)}`) });
    const row = this.rooms.getByRole("listitem").filter({ has: link });
    await row.hover();
    await row.getByRole("button", { name: "Room options" }).click();
    const menu = this.page.getByRole("menu", { name: "Room options" });
    await expect(menu.getByRole("menuitem").first()).toBeFocused();
    return menu;
  }

  /** Chooses from the menu of a room's row. */
  async chooseFromRow(name: string, item: string) {
    const menu = await this.openRowMenu(name);
    await menu.getByText(item, { exact: true }).click();
    await expect(menu).toBeHidden();
  }

  /** Presses one of the buttons that choose which rooms are shown. */
  async filter(name: string) {
    await this.rooms.getByRole("group", { name: "Filter" }).getByRole("button", { name, exact: true }).click();
  }

  async chooseListOption(item: string) {
    await this.rooms.getByRole("button", { name: "Room list options" }).click();
    await this.page.getByRole("menu", { name: "Room list options" }).getByText(item, { exact: true }).click();
  }

  /** The names of all rooms that are shown, by the alphabet. */
  async names(): Promise<string[]> {
    const labels = await this.rooms
      .getByRole("listitem")
      .getByRole("link")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
    return labels.map((label) => label.split(",")[0]!).sort();
  }

  section(name: string): Locator {
    return this.rooms.getByRole("group", { name, exact: true });
  }

  async open(name: string): Promise<RoomPage> {
    await this.row(name).click();
    const room = new RoomPage(this.page, name);
    await room.waitUntilOpen();
    return room;
  }

  /** Waits until what the page shows now is written down; `change` is something that has it write. */
  async waitUntilKept(change: () => Promise<unknown>) {
    const seenAt = await this.page.evaluate(() => performance.now());
    await change();
    const saved = () => {
      return this.page.evaluate(() => performance.getEntriesByName("loggia:snapshot").map((entry) => entry.startTime));
    };
    await expect.poll(async () => (await saved()).some((at) => at > seenAt)).toBe(true);
  }

  /** What the quick switcher finds among one's own: what the server knows stands below, in groups. */
  ownOptions(dialog: Locator): Locator {
    return dialog.getByRole("listbox").locator(":scope > [role=option]");
  }

  async chooseFromAccountMenu(item: string) {
    await this.rooms.getByRole("button", { name: "Account menu" }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Chooses from the menu of what can be begun. */
  async add(item: string) {
    await this.rooms.getByRole("button", { name: "Add room" }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Opens a tab of the settings. */
  async openSettings(tab: string): Promise<Locator> {
    await this.chooseFromAccountMenu("Settings");
    const settings = this.dialog("Settings");
    await settings.getByRole("tab", { name: tab }).click();
    return settings.getByRole("tabpanel", { name: tab });
  }

  dialog(title: string): Locator {
    return this.page.getByRole("dialog", { name: title });
  }
}

/** A text as a part of a regular expression. */
export function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// The search for people in a dialog: who is found, and who is chosen.
import { expect, type Locator, type Page } from "@playwright/test";

export class PeopleDialog {
  readonly dialog: Locator;
  readonly search: Locator;
  readonly chosen: Locator;
  readonly notInvited: Locator;

  constructor(readonly page: Page, title: string | RegExp) {
    this.dialog = page.getByRole("dialog", { name: title });
    this.search = this.dialog.getByRole("combobox", { name: "Search people" });
    this.chosen = this.dialog.getByRole("list", { name: "Chosen people" }).getByRole("listitem");
    this.notInvited = this.dialog.getByRole("list", { name: "Not invited" }).getByRole("listitem");
  }

  /** Somebody who can be chosen. */
  option(text: string): Locator {
    return this.dialog.getByRole("option").filter({ hasText: text });
  }

  /** Chooses somebody by their whole Matrix ID; confirms it where nobody is known by it. */
  async choose(id: string, isUnknown = false) {
    await this.search.fill(id);
    await this.option(id).click();
    if (isUnknown) await this.press("Choose anyway");
    await expect(this.search).toHaveValue("");
  }

  async press(button: string) {
    await this.dialog.getByRole("button", { name: button, exact: true }).click();
  }
}

// The space bar.
import { expect, type Locator, type Page } from "@playwright/test";

import { escape } from "./shell";

export class SpaceBar {
  readonly bar: Locator;
  readonly newSpace: Locator;

  constructor(readonly page: Page) {
    this.bar = page.getByRole("navigation", { name: "Spaces" });
    this.newSpace = this.bar.getByRole("button", { name: "New space" });
  }

  /** An entry, by its name. */
  entry(name: string): Locator {
    return this.bar.getByRole("button", { name: new RegExp(`^${escape(name)}(,|$)`) });
  }

  /** The button for the spaces within a space. */
  fold(name: string): Locator {
    return this.bar.getByRole("button", { name: `Show spaces in ${name}` });
  }

  async choose(name: string) {
    await this.entry(name).click();
    await this.expectChosen(name);
  }

  async expectChosen(name: string) {
    await expect(this.entry(name)).toHaveAttribute("aria-current", "true");
  }

  /** The names of the account's spaces that are shown, from the top. */
  async order(): Promise<string[]> {
    const labels = await this.bar.getByRole("listitem").evaluateAll((entries) => {
      return entries.map((entry) => entry.querySelector("button")!.getAttribute("aria-label") ?? "");
    });
    const N_ALWAYS = 4;
    return labels.slice(N_ALWAYS).map((label) => label.split(",")[0]!);
  }

  /** Opens the menu of a space. */
  async openMenu(name: string): Promise<Locator> {
    await this.entry(name).click({ button: "right" });
    const menu = this.page.getByRole("menu", { name: "Space options" });
    await expect(menu.getByRole("menuitem").first()).toBeFocused();
    return menu;
  }

  async chooseFromMenu(name: string, item: string) {
    const menu = await this.openMenu(name);
    await menu.getByRole("menuitem", { name: item, exact: true }).click();
    await expect(menu).toBeHidden();
  }
}

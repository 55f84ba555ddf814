// The sign-in form.
import { expect, type Locator, type Page } from "@playwright/test";

import { HOMESERVER, type Person } from "../support/homeserver";

export class LoginPage {
  readonly homeserver: Locator;
  readonly username: Locator;
  readonly password: Locator;
  readonly submit: Locator;

  constructor(readonly page: Page) {
    this.homeserver = page.getByRole("textbox", { name: "Homeserver" });
    this.username = page.getByRole("textbox", { name: "Username" });
    this.password = page.getByLabel("Password");
    this.submit = page.getByRole("button", { name: "Sign in" });
  }

  async fill(username: string, password: string, homeserver = HOMESERVER) {
    await this.homeserver.fill(homeserver);
    await this.username.fill(username);
    await this.password.fill(password);
  }

  async signIn(person: Person, homeserver = HOMESERVER) {
    await this.fill(person.name, person.password, homeserver);
    await this.submit.click();
  }

  /** Expects a message at the form, in a live region. */
  async expectProblem(text: string | RegExp) {
    await expect(this.page.getByRole("alert").filter({ hasText: text })).toBeVisible();
  }
}

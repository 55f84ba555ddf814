// Everything without a pointer.
import type { Locator, Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";
import { HOMESERVER } from "../support/homeserver";

/** Goes on until this has the focus; whatever is on the way must let go of it again. */
async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await expect(wanted).toBeVisible();
  for (let n = 0; n < 40; n++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(wanted, "the focus comes by").toBeFocused();
}

/** Chooses from the account menu with arrow keys. */
async function chooseFromMenu(page: Page, item: string) {
  await tabTo(page, page.getByRole("button", { name: "Account menu" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const wanted = page.getByRole("menuitem", { name: item });
  await expect(wanted).toBeVisible();
  for (let n = 0; n < 10 && !(await wanted.evaluate((element) => element === document.activeElement)); n++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

test("signing in, reading, writing, settings and signing out need no pointer", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  await alice.say(kitchen, "said before");
  const page = await openApp();
  const login = new LoginPage(page);
  await tabTo(page, login.homeserver, "Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(HOMESERVER);
  await tabTo(page, login.username);
  await page.keyboard.type(alice.name);
  await tabTo(page, login.password);
  await page.keyboard.type(alice.password);
  await page.keyboard.press("Enter");

  const shell = new Shell(page);
  await shell.waitUntilOpen();
  await tabTo(page, shell.row("Kitchen"));
  await page.keyboard.press("Enter");
  const room = new RoomPage(page, "Kitchen");
  await expect(room.message("said before")).toBeVisible();
  await tabTo(page, room.composer);
  await page.keyboard.type("by keyboard");
  await page.keyboard.press("Enter");
  await room.sent("by keyboard");

  await chooseFromMenu(page, "Settings");
  const settings = shell.dialog("Settings");
  await tabTo(page, settings.getByRole("tab", { name: "Preferences" }));
  await page.keyboard.press("ArrowDown");
  await expect(settings.getByRole("tab", { name: "Storage" })).toBeFocused();
  await tabTo(page, settings.getByRole("combobox", { name: "Keep pictures and files up to" }));
  await page.keyboard.press("Escape");
  await expect(settings).toBeHidden();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeFocused();

  await chooseFromMenu(page, "Set up");
  const recovery = page.getByRole("dialog");
  await expect(recovery).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(recovery).toBeHidden();

  await chooseFromMenu(page, "Sign out");
  const signOut = page.getByRole("dialog", { name: /encrypted messages|Sign out/ });
  await tabTo(page, signOut.getByRole("button", { name: /^Sign out/ }));
  await page.keyboard.press("Enter");
  await expect(login.username).toBeVisible();
});

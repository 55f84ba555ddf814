// Everything without a pointer.
import type { Locator, Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";
import { HOMESERVER } from "../support/homeserver";

const isFocused = (wanted: Locator) => wanted.evaluate((element) => element === document.activeElement);

/** Goes on until this has the focus; whatever is on the way must let go of it again. */
async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await expect(wanted).toBeVisible();
  for (let n = 0; n < 40; n++) {
    if (await isFocused(wanted)) return;
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
  for (let n = 0; n < 10 && !(await isFocused(wanted)); n++) await page.keyboard.press("ArrowDown");
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
  await tabTo(page, settings.getByRole("tab", { name: "Account" }));
  for (const tab of ["Appearance", "Preferences"]) {
    await page.keyboard.press("ArrowDown");
    await expect(settings.getByRole("tab", { name: tab })).toBeFocused();
  }
  await tabTo(page, settings.getByRole("switch", { name: "Let others see that you are typing" }));
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

test("messages are answered, reacted to, edited and removed without a pointer", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createRoom({ name: "Kitchen", invite: [bob.id] });
  await bob.join(id);
  await bob.say(id, "who cooks?");
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  const { page } = shell;
  const question = room.message("who cooks?").first();
  await expect(question).toBeVisible();
  await room.composer.focus();
  /** Leads to a button of the newest message. */
  const reach = async (message: Locator, action: string) => {
    await page.keyboard.press("Control+Shift+F6");
    await page.keyboard.press("End");
    await expect(message).toBeFocused();
    await tabTo(page, message.getByRole("toolbar").getByRole("button", { name: action }));
    await page.keyboard.press("Enter");
  };
  await reach(question, "React");
  await expect(page.getByRole("dialog", { name: "React" }).getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("party popper");
  await tabTo(page, page.getByRole("dialog", { name: "React" }).getByRole("button", { name: "🎉" }).first());
  await page.keyboard.press("Enter");
  await expect(room.timeline.getByRole("button", { name: "🎉: Alice" })).toHaveAttribute("aria-pressed", "true");
  await room.composer.focus();
  await reach(question, "Reply");
  await expect(room.composer).toBeFocused();
  await page.keyboard.type("I do");
  await page.keyboard.press("Enter");
  const answer = await room.sent("I do");
  await expect(answer).toContainText("who cooks?");
  await page.keyboard.press("ArrowUp");
  await expect(room.composer).toHaveValue("I do");
  await page.keyboard.type(", at noon");
  await page.keyboard.press("Enter");
  const edited = room.message("I do, at noon");
  await expect(edited).toContainText("edited");
  await reach(edited, "More");
  const remove = page.getByRole("menuitem", { name: "Remove" });
  await expect(remove).toBeVisible();
  for (let n = 0; n < 10 && !(await isFocused(remove)); n++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, shell.dialog("Remove this message?").getByRole("button", { name: "Remove" }));
  await page.keyboard.press("Enter");
  await expect(room.message("Message removed")).toBeVisible();
});

test("the focus goes along with a room that changes its place", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const ids: string[] = [];
  for (const name of ["Kitchen", "Library", "Garden"]) {
    const id = await alice.createRoom({ name, invite: [bob.id] });
    await bob.join(id);
    await bob.say(id, `in the ${name}`);
    ids.push(id);
  }
  const shell = await signIn(alice);
  const rows = shell.rooms.getByRole("link");
  const last = shell.row("Kitchen");
  await expect(rows.last()).toHaveAccessibleName(/^Kitchen/);
  await last.focus();
  await bob.say(ids[0]!, "up it goes");
  await expect(rows.first()).toHaveAccessibleName(/^Kitchen.*up it goes/);
  await expect(last).toBeFocused();
});

test("a recovery key and a verification need no pointer", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const first = await signIn(alice);
  /** Presses a button of what is open there. */
  const press = async ({ page }: Shell, name: string | RegExp) => {
    await tabTo(page, page.getByRole("button", { name }));
    await page.keyboard.press("Enter");
  };
  await press(first, "Set up recovery");
  await press(first, "Create recovery key");
  const shown = first.dialog("Save your recovery key").getByRole("status", { name: "Recovery key" });
  const key = await shown.innerText();
  await first.page.keyboard.press("Control+/");
  await expect(shown, "it is shown only here").toHaveText(key);
  await press(first, "I have saved it");
  await expect(first.dialog("Confirm your recovery key").getByRole("textbox")).toBeFocused();
  await first.page.keyboard.type(key);
  await first.page.keyboard.press("Enter");
  await press(first, "Done");
  await expect(first.page.getByRole("dialog")).toBeHidden();

  const second = await signIn(alice);
  await press(second, /^Verify$/);
  await press(second, /^Use another session/);
  await press(first, "Accept");
  for (const shell of [first, second]) await press(shell, "They match");
  for (const shell of [first, second]) await press(shell, "Done");
  await expect(second.page.getByText("Verify this session to read")).toBeHidden();
});

test("keys lead from region to region, and all keys are told", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  await alice.say(kitchen, "said before");
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  const { page } = shell;
  const message = room.message("said before");
  await expect(message).toBeVisible();
  await shell.search.focus();
  const home = page.getByRole("navigation", { name: "Spaces" }).getByRole("button", { name: /^Home/ });
  for (const region of [message, room.composer, home, shell.row("Kitchen"), message]) {
    await page.keyboard.press("Control+F6");
    await expect(region).toBeFocused();
  }
  await page.keyboard.press("Control+Shift+F6");
  await expect(shell.row("Kitchen")).toBeFocused();
  await shell.section("Rooms").getByRole("button", { name: "Rooms" }).click();
  await page.keyboard.press("Control+F6");
  await page.keyboard.press("Control+Shift+F6");
  await expect(page.getByRole("button", { name: "Account menu" }), "no row is left").toBeFocused();
  await shell.section("Rooms").getByRole("button", { name: "Rooms" }).click();
  await shell.row("Kitchen").focus();
  await page.keyboard.press("Control+/");
  const shortcuts = shell.dialog("Keyboard shortcuts");
  await expect(shortcuts.getByText("Go to the next region")).toBeVisible();
  await page.keyboard.press("Control+F6");
  await expect(shell.row("Kitchen"), "a dialog keeps the focus").not.toBeFocused();
  await page.keyboard.press("Escape");
  await expect(shortcuts).toBeHidden();
  await expect(shell.row("Kitchen")).toBeFocused();
});

test("the rooms are one stop of the Tab key, wherever the list is scrolled to", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const harbour = await alice.createRoom({ name: "Harbour" });
  await alice.tag(harbour, "m.favourite");
  for (let n = 1; n <= 40; n++) await alice.createRoom({ name: `Hut ${n}.` });
  const shell = await signIn(alice);
  const { page } = shell;
  const rows = shell.section("Rooms").getByRole("listitem");
  await expect(rows.first(), "all rooms are there").toHaveAttribute("aria-setsize", "40");
  await shell.open("Hut 39.");
  await expect.poll(() => tabStops(shell)).toEqual(["Hut 39."]);
  await shell.row("Hut 39.").focus();
  await page.keyboard.press("ArrowDown");
  await expect(shell.row("Hut 38.")).toBeFocused();
  await expect.poll(() => tabStops(shell)).toEqual(["Hut 38."]);
  // The stop outlives the focus, and the sections' heads are stops of their own.
  const head = shell.section("Rooms").getByRole("button", { name: "Rooms" });
  await page.keyboard.press("Shift+Tab");
  await expect(head).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(shell.row("Hut 38.")).toBeFocused();
  // Neither the row that had the focus nor the open one is drawn any more.
  await page.keyboard.press("End");
  await expect(shell.row("Hut 1.")).toBeFocused();
  await shell.search.focus();
  await expect.poll(() => tabStops(shell)).toEqual(["Hut 1."]);
  await shell.row("Hut 1.").hover();
  await page.mouse.wheel(0, -10_000);
  await expect(shell.row("Hut 1.")).toBeHidden();
  await expect.poll(() => tabStops(shell)).toEqual(["Hut 39."]);
  await head.click();
  await expect.poll(() => tabStops(shell)).toEqual(["Harbour"]);
});

/** The rooms that the Tab key stops at. */
async function tabStops(shell: Shell): Promise<string[]> {
  const names = await shell.rooms.getByRole("link").evaluateAll((rows) => {
    const stops = rows.filter((row) => (row as HTMLElement).tabIndex >= 0);
    return stops.map((row) => row.getAttribute("aria-label") ?? "");
  });
  return names.map((name) => name.split(",")[0]);
}

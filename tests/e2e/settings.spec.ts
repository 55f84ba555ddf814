// The settings of this device.
import { readFile } from "node:fs/promises";

import { RoomPage } from "../pages/room";
import { expect, test } from "../support/fixtures";
import { inKitchen } from "../support/kitchen";

test("how much is kept is told, and can be limited and deleted", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  await shell.chooseFromAccountMenu("Settings");
  const settings = shell.dialog("Settings");
  const storage = settings.getByRole("tabpanel", { name: "Storage" });
  await settings.getByRole("tab", { name: "Storage" }).click();
  await expect(storage.getByText(/ of .* that this browser allows/)).toBeVisible();
  const limit = storage.getByRole("combobox", { name: "Keep pictures and files up to" });
  await expect(limit).toHaveValue("2");
  await limit.selectOption("100 MB");
  await storage.getByRole("button", { name: "Delete kept pictures and files" }).click();
  await expect(shell.page.getByText("Pictures and files were deleted from this device.")).toBeVisible();
  await shell.page.keyboard.press("Escape");
  await expect(settings).toBeHidden();
  await shell.page.reload();
  await shell.waitUntilOpen();
  await shell.chooseFromAccountMenu("Settings");
  await settings.getByRole("tab", { name: "Storage" }).click();
  await expect(limit.getByRole("option", { selected: true })).toHaveText("100 MB");
});

test("how everything looks is chosen at once, in all tabs, and stays", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Garden" });
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const other = await shell.page.context().newPage();
  await other.goto("/");
  const panel = await shell.openSettings("Appearance");
  await panel.getByRole("combobox", { name: "Theme" }).selectOption("Dark, high contrast");
  await panel.getByRole("combobox", { name: "Accent colour" }).selectOption("Blue");
  await panel.getByRole("combobox", { name: "Font size" }).selectOption("Large");
  await panel.getByRole("combobox", { name: "Message layout" }).selectOption("Compact");
  for (const page of [shell.page, other]) {
    const root = page.locator("html");
    await expect(root).toHaveCSS("color-scheme", "dark");
    await expect(root).toHaveCSS("font-size", "18px");
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(0, 0, 0)");
    await expect(root).toHaveAttribute("data-accent", "blue");
  }
  await shell.page.keyboard.press("Escape");
  // The rows of the list are as high as the style sheet has them.
  const [first, second] = [await shell.row("Kitchen").boundingBox(), await shell.row("Garden").boundingBox()];
  expect(second!.y - first!.y).toBeCloseTo(first!.height, 0);
  await shell.page.reload();
  await expect(shell.page.locator("html")).toHaveCSS("color-scheme", "dark");
  const again = await shell.openSettings("Appearance");
  const theme = again.getByRole("combobox", { name: "Theme" });
  await expect(theme.getByRole("option", { selected: true })).toHaveText("Dark, high contrast");
  await theme.selectOption("Like the system");
  await expect(shell.page.locator("html")).toHaveCSS("color-scheme", "light dark");
});

test("the clock is of twelve hours or of twenty-four", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.say(id, "what time is it");
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  const time = room.message("what time is it").locator("time").first();
  await expect(time).toHaveText(/^\d\d:\d\d$/);
  const panel = await shell.openSettings("Appearance");
  await panel.getByRole("combobox", { name: "Time format" }).selectOption("12 hours");
  await expect(time).toHaveText(/^\d{1,2}:\d\d [ap]m$/);
});

test("Enter begins a line where Ctrl+Enter is to send", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const panel = await shell.openSettings("Preferences");
  await panel.getByRole("switch", { name: "Send with Ctrl+Enter or ⌘+Enter" }).check();
  await shell.page.keyboard.press("Escape");
  const room = await shell.open("Kitchen");
  await room.composer.pressSequentially("one");
  await room.composer.press("Enter");
  await room.composer.pressSequentially("two");
  await expect(room.composer).toHaveValue("one\ntwo");
  await room.composer.press("Control+Enter");
  await expect(room.message("two")).toHaveAttribute("data-send-state", "sent");
  await shell.page.reload();
  await new RoomPage(shell.page, "Kitchen").waitUntilOpen();
  await room.composer.fill("three");
  await room.composer.press("Enter");
  await expect(room.composer).toHaveValue("three\n");
});

test("what the others see, and what the list shows, is the reader's to choose", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  await expect(shell.row("Kitchen")).toContainText("said before");
  const panel = await shell.openSettings("Preferences");
  for (const name of ["Show the newest message in the list of rooms", "Let others see that you are typing", "Let others see what you have read"]) {
    await panel.getByRole("switch", { name }).uncheck();
  }
  await shell.page.keyboard.press("Escape");
  await expect(shell.row("Kitchen")).not.toContainText("said before");
  const since = faults.now();
  await alice.say(id, "said after");
  await room.composer.pressSequentially("typed");
  await expect.poll(() => faults.count(/\/receipt\/m\.read\.private\//, { since })).toBeGreaterThan(0);
  await room.composer.press("Enter");
  await expect(room.message("typed")).toHaveAttribute("data-send-state", "sent");
  expect(faults.count(/\/typing\//, { since })).toBe(0);
  expect(faults.count(/\/receipt\/m\.read\//, { since })).toBe(0);
});

test("the version is told, and what helps others to help", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  await shell.chooseFromAccountMenu("Help & About");
  const panel = shell.dialog("Settings").getByRole("tabpanel", { name: "Help & About" });
  await expect(panel.getByText(/^\d+\.\d+\.\d+$/)).toBeVisible();
  const saving = shell.page.waitForEvent("download");
  await panel.getByRole("button", { name: "Save log" }).click();
  const log = await readFile(await (await saving).path(), "utf8");
  expect(log).toContain("Loggia");
  const address = await panel.getByRole("link", { name: "Licences of what Loggia is made of" }).getAttribute("href");
  const licences = await shell.page.request.get(new URL(address!, shell.page.url()).href);
  expect(await licences.text()).toContain("matrix-sdk");
});

// What is unread is told beside the page: in the window's title, on its icon, on the installed app's.
import type { Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";

const icon = (page: Page) => page.locator("link[rel=icon]");
const OWN = /^logo\.svg$/;
const DRAWN = /^blob:/;

/** How much of the icon's drawing is of the badge's red. */
const redness = (page: Page) =>
  icon(page).evaluate(async (link: HTMLLinkElement) => {
    const picture = new Image();
    picture.src = link.href;
    await picture.decode();
    const canvas = new OffscreenCanvas(64, 64).getContext("2d")!;
    canvas.drawImage(picture, 0, 0, 64, 64);
    const { data } = canvas.getImageData(0, 0, 64, 64);
    const isRed = (at: number) => data[at]! > 180 && data[at + 1]! < 60 && data[at + 3] === 255;
    return Array.from({ length: 64 * 64 }, (_, n) => isRed(4 * n)).filter(Boolean).length / (64 * 64);
  });

test("title and icon count what is unread in rooms that are not open, in every tab @main", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(kitchen);
  const garden = await alice.createRoom({ name: "Garden" });
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.open("Garden");
  await expect(page).toHaveTitle("Garden · Loggia");
  await shell.waitUntilKept(() => alice.say(garden, "roses"));
  await expect(icon(page)).toHaveAttribute("href", OWN);
  const other = await page.context().newPage();
  await other.goto("/");
  // A new tab begins with the room that was open last.
  await expect(other).toHaveTitle("Garden · Loggia");

  await bob.say(kitchen, "tea is ready");
  for (const tab of [page, other]) {
    await expect(tab).toHaveTitle("(1) Garden · Loggia");
    await expect(icon(tab)).toHaveAttribute("href", DRAWN);
  }
  expect(await redness(page)).toBeGreaterThan(0.1);
  await bob.say(kitchen, `${alice.name}, really`);
  await expect(page).toHaveTitle("(2) Garden · Loggia");

  await shell.open("Kitchen");
  await expect(page).toHaveTitle("Kitchen · Loggia");
  await expect(other).toHaveTitle("Garden · Loggia");
  for (const tab of [page, other]) await expect(icon(tab)).toHaveAttribute("href", OWN);
  expect(await redness(page)).toBe(0);
});

test("a search changes nothing of what is counted, and what comes meanwhile is", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(kitchen);
  await alice.createRoom({ name: "Garden" });
  const shell = await signIn(alice);
  const { page } = shell;
  await bob.say(kitchen, "tea is ready");
  await expect(page).toHaveTitle("(1) Loggia");
  await shell.search.fill("gard");
  await expect(shell.row("Kitchen")).toBeHidden();
  await expect(page).toHaveTitle("(1) Loggia");
  await bob.say(kitchen, "and cake");
  await expect(page).toHaveTitle("(2) Loggia");
  await shell.search.press("Escape");
  await expect(shell.row("Kitchen")).toBeVisible();
  await expect(page).toHaveTitle("(2) Loggia");
});

test("an invitation counts, and signing out takes everything away", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await bob.createRoom({ name: "Garden", invite: [alice.id] });
  const shell = await signIn(alice);
  const { page } = shell;
  await page.evaluate(() => {
    const badges: unknown[][] = [];
    const note = (...badge: unknown[]) => Promise.resolve(void badges.push(badge));
    Object.assign(navigator, { setAppBadge: note, clearAppBadge: note });
    Object.assign(window, { badges });
  });
  await expect(page).toHaveTitle("(1) Loggia");
  await bob.createRoom({ name: "Cellar", invite: [alice.id] });
  await expect(page).toHaveTitle("(2) Loggia");
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "badges"))).toEqual([[2]]);
  await shell.chooseFromAccountMenu("Sign out");
  await page.getByRole("button", { name: /^Sign out( anyway)?$/ }).click();
  await expect(new LoginPage(page).username).toBeEditable();
  await expect(page).toHaveTitle("Loggia");
  await expect(icon(page)).toHaveAttribute("href", OWN);
  expect(await page.evaluate(() => Reflect.get(window, "badges"))).toEqual([[2], []]);
});

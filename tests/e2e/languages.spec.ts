// The languages of the words: the browser's, a chosen one, and two of the tests' own that show what is forgotten and what is too short.
import type { Page } from "@playwright/test";

import { Shell } from "../pages/shell";
import { HOMESERVER } from "../support/homeserver";
import { expect, test } from "../support/fixtures";
import { overhang } from "../support/sight";

const PHONE = { width: 360, height: 740 };
/** Of the choices, as they stand in the list. */
const CHOICE = { browser: "0", german: "2", strange: "3", backwards: "4" };

test.describe("in a German browser", () => {
  test.use({ locale: "de-AT" });

  test("the words are German, from the sign-in form on", async ({ person, openApp }) => {
    const [alice, bob] = [await person("Alice"), await person("Bob")];
    const id = await alice.createRoom({ name: "Küche", invite: [bob.id] });
    await bob.join(id);
    await bob.say(id, "wer kocht?");
    const page = await openApp();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.getByRole("textbox", { name: "Heimserver" }).fill(HOMESERVER);
    await page.getByRole("textbox", { name: "Benutzername" }).fill(alice.name);
    await page.getByLabel("Passwort", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByText("Der Benutzername oder das Passwort ist falsch.")).toBeVisible();
    await page.getByLabel("Passwort", { exact: true }).fill(alice.password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    const rooms = page.getByRole("navigation", { name: "Räume" });
    await expect(page.getByRole("status", { name: "Verbindung" })).toHaveText("Online");
    await expect(rooms.getByRole("link", { name: /^Küche, 1 ungelesene Nachricht/ })).toBeVisible();
    await rooms.getByRole("link", { name: /^Küche/ }).click();
    const message = page.getByRole("log", { name: "Zeitachse" }).getByRole("article", { name: /wer kocht/ });
    await expect(message).toBeVisible();
    await expect(page.getByRole("separator", { name: "Heute" })).toBeVisible();
    await expect(page.getByText("Alice hat den Raum erstellt")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Nachricht", exact: true })).toBeVisible();
  });
});

test("a language that is chosen is there at once, in all tabs, and stays", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const { page } = await signIn(alice);
  const other = await page.context().newPage();
  await other.goto("/");
  await new Shell(other).waitUntilOpen();
  await choose(page, CHOICE.german);
  await expect(page.getByRole("dialog", { name: "Einstellungen" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Präferenzen" })).toHaveAttribute("aria-selected", "true");
  await expect(other.getByRole("navigation", { name: "Räume" })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("navigation", { name: "Räume" })).toBeVisible();
  await expect(other.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("Sprache des Browsers");
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await expect(other.getByRole("navigation", { name: "Rooms" })).toBeVisible();
});

test("no word stands outside the catalogues, and longer ones fit", async ({ person, signIn }) => {
  const [alice, bob] = [await person("10"), await person("20")];
  const id = await alice.createRoom({ name: "Ü 3", invite: [bob.id] });
  await bob.join(id);
  await bob.say(id, "4 5 6");
  await bob.say(id, "7", { msgtype: "m.image", body: "8.9", url: "mxc://localhost/none" });
  const { page } = await signIn(alice);
  await choose(page, CHOICE.strange);
  // English letters have other shapes there, so that those that are left are nobody's translation.
  await expect.poll(() => plainWords(page)).toEqual([]);
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    await expect.poll(() => plainWords(page)).toEqual([]);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: /^Ü 3/ }).click({ button: "right" });
  await expect(page.getByRole("menu")).toBeVisible();
  await expect.poll(() => plainWords(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option")).toBeVisible();
  await expect.poll(() => plainWords(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("navigation").getByRole("link", { name: /^Ü 3/ }).click();
  await expect(page.getByRole("article", { name: /4 5 6/ })).toBeVisible();
  await expect.poll(() => plainWords(page)).toEqual([]);
  for (const place of [0, 1]) {
    await openNth(page, place);
    await expect.poll(() => plainWords(page)).toEqual([]);
    for (const size of [PHONE, page.viewportSize()!]) {
      await page.setViewportSize(size);
      await expect.poll(() => overhang(page)).toBe(0);
    }
    await page.keyboard.press("Escape");
  }
  for (const size of [page.viewportSize()!, PHONE]) {
    await page.setViewportSize(size);
    await expect.poll(() => overhang(page)).toBe(0);
  }
});

test("a language from right to left turns the screen round", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "1 2 3" });
  await alice.say(id, "4 5 6");
  const { page } = await signIn(alice);
  await choose(page, CHOICE.backwards);
  await page.keyboard.press("Escape");
  await page.getByRole("navigation").getByRole("link", { name: /1 2 3/ }).click();
  await expect(page.getByRole("article", { name: /4 5 6/ })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const regions = [page.getByRole("navigation").first(), page.getByRole("navigation").last(), page.getByRole("main")];
  const [spaces, rooms, room] = await Promise.all(regions.map(async (region) => (await region.boundingBox())!.x));
  expect(spaces).toBeGreaterThan(rooms!);
  expect(rooms).toBeGreaterThan(room!);
  for (const size of [page.viewportSize()!, PHONE]) {
    await page.setViewportSize(size);
    await expect.poll(() => overhang(page)).toBe(0);
  }
});

/** Opens a dialog from the menu of what can be begun. */
async function openNth(page: Page, place: number) {
  await page.getByRole("navigation").locator("header [aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem").nth(place).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function choose(page: Page, language: string) {
  await new Shell(page).chooseFromAccountMenu("Settings");
  await page.getByRole("tab", { name: "Preferences" }).click();
  await page.getByRole("combobox", { name: "Language" }).selectOption(language);
}

/** What the page shows or tells in plain letters, but for names and addresses that are nobody's to translate. */
function plainWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const look = (text: string | null) => {
      const words = (text ?? "").replace(/@\S+:\S+|https?:\/\/\S+|localhost/g, "").match(/[A-Za-z]{3,}/g);
      words?.forEach((word) => found.add(`${word} in “${text}”`));
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      // What browsers without scripts show is in English, languages are named as they name themselves, dates are the browser's, names are
      // their givers', and code is code.
      if (!texts.currentNode.parentElement!.closest("noscript, option, time, bdi, code")) look(texts.currentNode.textContent);
    }
    for (const element of document.body.querySelectorAll(":not(time)")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) look(element.getAttribute(name));
    }
    return [...found];
  });
}

// The door: the sign-in form comes without the rest of the app, which goes on from it in the same document.
import type { Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { thisBuild } from "../support/bundles";
import { expect, test } from "../support/fixtures";

// It would fetch all files in its own time.
test.use({ serviceWorkers: "block" });

/** The programs of the app. */
const APP = /loggia-[0-9a-f]+(_bg\.wasm|\.js)/;
/** Whatever the door has no use for. */
const NOT_THE_DOORS = /loggia-[0-9a-f]+(_bg\.wasm|\.js)|inter-[0-9a-f]+\.woff2/;

const nFetched = (page: Page) =>
  page.evaluate((source) => {
    const names = performance.getEntriesByType("resource").map((entry) => entry.name);
    return names.filter((name) => new RegExp(source).test(name)).length;
  }, NOT_THE_DOORS.source);

test("a first visit transfers nothing of the app before the form can be used, and all of it afterwards", async ({ openApp }) => {
  const page = await openApp();
  await expect(new LoginPage(page).username).toBeEditable();
  await expect.poll(() => nFetched(page)).toBe(3);
  const early = await page.evaluate((source) => {
    const readyAt = performance.getEntriesByName("loggia:login-ready")[0]!.startTime;
    const entries = performance.getEntriesByType("resource").filter((entry) => entry.startTime < readyAt);
    return entries.map((entry) => entry.name).filter((name) => new RegExp(source).test(name));
  }, NOT_THE_DOORS.source);
  expect(early).toEqual([]);
});

test("signing in goes on in the same document, with nothing of the door left @main", async ({ openApp, person }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const page = await openApp();
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
  await new LoginPage(page).signIn(alice);
  await new Shell(page).waitUntilOpen();
  expect(await page.evaluate(() => Reflect.get(window, "isSameDocument"))).toBe(true);
  await expect(new LoginPage(page).username).toHaveCount(0);
  await expect(page.locator("body > .app")).toHaveCount(1);
  const nTabLocks = () => page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith("loggia:tab:")).length;
  });
  await expect.poll(nTabLocks).toBe(1);
});

test("the form waits for no font, and the app has its own @main", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const page = await openApp();
  const body = page.locator("body");
  await expect(new LoginPage(page).username).toBeEditable();
  await expect(body).toHaveCSS("font-family", /^system-ui/);
  await new LoginPage(page).signIn(alice);
  await new Shell(page).waitUntilOpen();
  await expect(body).toHaveCSS("font-family", /^Inter,/);
  await expect.poll(() => isFontThere(page)).toBe(true);
  await page.reload();
  await expect(body).toHaveCSS("font-family", /^Inter,/);
  await expect.poll(() => isFontThere(page)).toBe(true);
});

const isFontThere = (page: Page) =>
  page.evaluate(() => [...document.fonts].some(({ family, status }) => family.replaceAll(`"`, "") === "Inter" && status === "loaded"));

test("a mark that was lost, or is wrong, does no harm", async ({ openApp, person }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const page = await openApp();
  await page.evaluate(() => localStorage.setItem("loggia:signed-in", "yes"));
  await page.reload();
  const [login, shell] = [new LoginPage(page), new Shell(page)];
  await expect(login.username).toBeEditable();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("loggia:signed-in"))).toBe(null);
  await login.signIn(alice);
  await shell.waitUntilOpen();
  expect(await page.evaluate(() => localStorage.getItem("loggia:signed-in"))).toBe("yes");
  await page.evaluate(() => localStorage.removeItem("loggia:signed-in"));
  await page.reload();
  await shell.waitUntilOpen();
  await expect(shell.row("Kitchen")).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("loggia:signed-in"))).toBe("yes");
});

test("an app that cannot be fetched is told, and comes when it can be", async ({ serve, openApp, person }) => {
  const alice = await person("Alice");
  const host = await serve("this", await thisBuild());
  const page = await openApp("about:blank");
  await page.route(APP, (route) => route.abort());
  await page.goto(host.url);
  await new LoginPage(page).signIn(alice);
  const notice = page.getByRole("alert").filter({ hasText: "the rest of Loggia could not be loaded" });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole("button", { name: "Reload" })).toBeVisible();
  await expect(new LoginPage(page).username).toBeVisible();
  await page.unroute(APP);
  await notice.getByRole("button", { name: "Retry" }).click();
  await new Shell(page).waitUntilOpen();
  await expect(notice).toHaveCount(0);
});

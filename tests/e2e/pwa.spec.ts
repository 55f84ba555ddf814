// The app as something that is installed: it starts without a network, and changes from one build to the next as a whole.
import { chromium, type Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { Updates } from "../pages/updates";
import { nextBuild, thisBuild, type Host } from "../support/bundles";
import { expect, test } from "../support/fixtures";
import { LocalServer, proxy } from "../support/servers";

test("a browser would install it", async ({ baseURL, launchOptions }, { outputDir }) => {
  // A window that keeps nothing, as tests have them, installs nothing.
  const context = await chromium.launchPersistentContext(outputDir, launchOptions);
  const page = await context.newPage();
  await page.goto(baseURL!);
  await new Updates(page).waitUntilKept();
  const devtools = await context.newCDPSession(page);
  const manifest = await devtools.send("Page.getAppManifest");
  expect(manifest.errors).toEqual([]);
  const { icons, id, name, shortcuts } = JSON.parse(manifest.data!);
  expect([id, name]).toEqual(["loggia", "Loggia"]);
  expect(shortcuts.map((shortcut: { name: string }) => shortcut.name)).toEqual(["Search rooms", "Settings"]);
  expect(icons.filter((icon: { purpose?: string }) => icon.purpose === "maskable").length).toBeGreaterThan(0);
  expect((await devtools.send("Page.getInstallabilityErrors")).installabilityErrors).toEqual([]);
  for (const icon of icons.filter((icon: { type: string }) => icon.type === "image/png")) {
    const size = await page.evaluate(async (src) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
      return `${width}x${height}`;
    }, icon.src);
    expect(size, icon.src).toBe(icon.sizes);
  }
  await context.close();
});

test("the menu of its icon leads to the search and to the settings", async ({ person, signIn }) => {
  const shell = await signIn(await person("Alice"));
  const { page } = shell;
  await page.goto("about:blank");
  await page.goto("/#/search");
  await expect(shell.search).toBeFocused();
  await expect(page).toHaveURL(/#\/$/);
  await page.goto("about:blank");
  await page.goto("/#/settings");
  await expect(shell.dialog("Settings")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await shell.waitUntilOpen();
  await expect(shell.dialog("Settings")).toBeHidden();
});

test("after one visit it starts without any server, and shows what it knows @main", async ({ serve, openApp, person }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.say(id, "the kettle is on");
  const files = await thisBuild();
  const host = await serve("this", files, "/chat/");
  const homeserver = await LocalServer.start(proxy(() => false));
  const page = await openApp(host.url);
  const [shell, updates] = [new Shell(page), new Updates(page)];
  await new LoginPage(page).fill(alice.name, alice.password, homeserver.url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await shell.waitUntilOpen();
  await expect((await shell.open("Kitchen")).message("the kettle is on")).toBeVisible();
  await shell.waitUntilKept(() => alice.say(id, "come over"));
  await updates.waitUntilKept();

  host.isUp = false;
  await homeserver.stop();
  await page.reload();
  await expect(shell.row("Kitchen")).toBeVisible();
  await expect(new RoomPage(page, "Kitchen").message("the kettle is on")).toBeVisible();
  await expect(shell.connection).not.toHaveText("Online");
  await updates.expectBuild("this");
  const expected = [...files.keys()].filter((path) => path !== "sw.js");
  expect(await updates.kept()).toEqual(expected.map((path) => `/chat/${path === "index.html" ? "" : path}`).sort());
});

/** Keeps the engine that runs now from ending, as a tab does that sleeps and hears nothing. */
async function holdEngine(page: Page, host: Host) {
  await page.goto(`${host.url}logo.svg`);
  await page.evaluate(async () => {
    const worker = new SharedWorker("engine-worker.js", { type: "module", name: "loggia-engine" });
    await new Promise((resolve) => (worker.port.onmessage = resolve));
    Object.assign(window, { worker });
  });
}

test("a new build is offered, and all tabs change to it together @main", async ({ serve, openApp, person }) => {
  const host = await serve("old", await thisBuild());
  const alice = await person("Alice");
  const page = await openApp(host.url);
  await new LoginPage(page).signIn(alice);
  const [first, shell] = [new Updates(page), new Shell(page)];
  await shell.waitUntilOpen();
  await first.waitUntilKept();
  const other = await page.context().newPage();
  const second = new Updates(other);
  await other.goto(host.url);
  await new Shell(other).waitUntilOpen();
  await holdEngine(await page.context().newPage(), host);

  const next = nextBuild(await thisBuild());
  host.deploy("new", next);
  expect(await first.look()).toBe("installed");
  await expect(first.offer).toBeVisible();
  await expect(second.offer).toBeVisible();
  await second.offer.getByRole("button", { name: "Not now" }).click();
  await expect(second.offer).toBeHidden();
  await other.reload();
  await new Shell(other).waitUntilOpen();
  await second.expectBuild("old");
  await expect(second.offer).toBeVisible();

  await first.reload.click();
  for (const tab of [first, second]) {
    await tab.expectBuild("new");
    await new Shell(tab.page).waitUntilOpen();
    await expect(tab.offer).toBeHidden();
  }
  expect((await first.kept()).length).toBe(next.size - 1);
});

test("a build that is there only in part is left alone", async ({ serve, openApp }) => {
  const files = await thisBuild();
  const host = await serve("old", files);
  const page = await openApp(host.url);
  const updates = new Updates(page);
  await updates.waitUntilKept();
  const next = nextBuild(files);
  const part = new Map(next).set("engine/engine_bg.wasm", files.get("engine/engine_bg.wasm")!);
  host.deploy("new", part);
  expect(await updates.look()).toBe("redundant");
  await page.reload();
  await expect(new LoginPage(page).username).toBeVisible();
  await updates.expectBuild("old");
  await expect(updates.offer).toBeHidden();
  host.deploy("new", next);
  expect(await updates.look()).toBe("installed");
  await expect(updates.offer).toBeVisible();
});

test("a tab that was loaded past the service worker brings the others along", async ({ serve, openApp }) => {
  const files = await thisBuild();
  const host = await serve("old", files);
  const page = await openApp(host.url);
  const [first, form] = [new Updates(page), new LoginPage(page)];
  await first.waitUntilKept();
  const other = await page.context().newPage();
  const second = new Updates(other);
  const devtools = await page.context().newCDPSession(other);
  await other.goto(host.url);
  await devtools.send("Page.reload", { ignoreCache: true });
  await expect(new LoginPage(other).username).toBeVisible();
  expect(await other.evaluate(() => navigator.serviceWorker.controller)).toBe(null);

  host.deploy("new", nextBuild(files));
  await devtools.send("Page.reload", { ignoreCache: true });
  await expect(other.getByRole("heading", { name: "Loggia was updated" })).toBeVisible();
  await second.reload.click();
  for (const tab of [first, second]) {
    await tab.expectBuild("new");
    await expect(new LoginPage(tab.page).username).toBeVisible();
  }
  await expect(form.homeserver).toHaveValue("matrix.org");
});

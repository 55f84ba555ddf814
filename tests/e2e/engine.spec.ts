// One engine for all tabs, and what happens when it dies.
import type { Browser, Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";

test("tabs show the same, each with its own room, and none needs another", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(id);
  await bob.createDirectChat(alice);
  const first = await signIn(alice);
  const kitchen = await first.open("Kitchen");
  const page = await first.page.context().newPage();
  await page.goto("/");
  const second = new Shell(page);
  await second.waitUntilOpen();
  const same = await second.open("Kitchen");
  await kitchen.send("seen in both");
  await expect(same.message("seen in both")).toBeVisible();
  await bob.say(id, "said to both");
  await expect(kitchen.message("said to both")).toBeVisible();
  await expect(same.message("said to both")).toBeVisible();
  await first.page.close();
  await same.send("still here");
  await bob.say(id, "and heard");
  await expect(same.message("and heard")).toBeVisible();
});

test("an engine that the browser kills is replaced, and the room stays open", async ({ browser, person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  await room.send("before");
  await room.composer.fill("half a sen");
  await killEngine(browser, shell.page);
  await alice.say(id, "meanwhile");
  await expect(room.message("meanwhile")).toBeVisible();
  await expect(new RoomPage(shell.page, "Kitchen").composer).toHaveValue("half a sen");
  await room.composer.fill("");
  await room.send("after");
  await expect(shell.connection).toHaveText("Online");
});

test("where tabs cannot share a worker, one has the account, and another may take it over", async ({ openApp, person }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const page = await openApp();
  await page.context().addInitScript(() => Reflect.deleteProperty(window, "SharedWorker"));
  await page.reload();
  await new LoginPage(page).signIn(alice);
  const first = new Shell(page);
  await first.waitUntilOpen();
  await (await first.open("Kitchen")).send("from the first");
  const other = await page.context().newPage();
  await other.goto("/");
  const takeOver = other.getByRole("button", { name: "Use here" });
  await expect(other.getByRole("heading", { name: "Loggia is open in another tab" })).toBeVisible();
  await takeOver.click();
  const second = new Shell(other);
  await second.waitUntilOpen();
  await (await second.open("Kitchen")).send("from the second");
  await expect(page.getByRole("heading", { name: "Loggia is open in another tab" })).toBeVisible();
  await other.close();
  await first.waitUntilOpen();
  await expect(new RoomPage(page, "Kitchen").message("from the second")).toBeVisible();
});

/** Ends the worker as a browser does that runs out of memory: without a word. */
async function killEngine(browser: Browser, page: Page) {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets");
  const origin = new URL(page.url()).origin;
  const engines = targetInfos.filter(({ type, url }) => type === "shared_worker" && url.startsWith(origin));
  // Other tests' engines live in profiles of their own.
  const { targetInfo } = await (await page.context().newCDPSession(page)).send("Target.getTargetInfo");
  const engine = engines.find(({ browserContextId }) => browserContextId === targetInfo.browserContextId);
  expect(engine, "the engine is among the browser's workers").toBeDefined();
  await session.send("Target.closeTarget", { targetId: engine!.targetId });
  await session.detach();
}

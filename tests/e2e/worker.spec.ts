// Without the service worker, or with one that has ended: pictures load, and the app starts.
import type { Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { Updates } from "../pages/updates";
import { thisBuild } from "../support/bundles";
import { expect, test, type OpenApp, type Serve } from "../support/fixtures";
import type { Person } from "../support/homeserver";
import { png } from "../support/pictures";
import { LocalServer, proxy } from "../support/servers";

/** Somebody in a room with a picture, in an app that has been kept for the next start. */
async function withPicture(person: (name: string) => Promise<Person>, serve: Serve, openApp: OpenApp) {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await sendPicture(alice, id, "first.png");
  const host = await serve("this", await thisBuild());
  const homeserver = await LocalServer.start(proxy(() => false));
  const page = await openApp(host.url);
  const shell = new Shell(page);
  await new LoginPage(page).fill(alice.name, alice.password, homeserver.url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await shell.waitUntilOpen();
  const room = await shell.open("Kitchen");
  await expectPicture(room, "first.png");
  await new Updates(page).waitUntilKept();
  return { alice, id, host, homeserver, page, shell, room };
}

async function sendPicture(person: Person, room: string, name: string) {
  const url = await person.upload(png(40, 30), "image/png", name);
  const info = { w: 40, h: 30, mimetype: "image/png" };
  await person.send(room, "m.room.message", { msgtype: "m.image", body: name, url, info });
}

/** Expects a picture's pixels to be there. */
async function expectPicture(room: RoomPage, name: string) {
  const picture = room.timeline.getByRole("img", { name });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBe(40);
}

/** Ends the service worker, as browsers do with one that has nothing to do. */
async function endServiceWorker(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const ended = new Promise<void>((resolve) => {
    devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === "stopped")) resolve();
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.stopAllWorkers");
  await ended;
  await devtools.detach();
}

test("a page that was loaded past the service worker shows pictures", async ({ person, serve, openApp }) => {
  const { alice, id, homeserver, page, room } = await withPicture(person, serve, openApp);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.reload", { ignoreCache: true });
  await expectPicture(room, "first.png");
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
  await sendPicture(alice, id, "second.png");
  await expectPicture(room, "second.png");
  await homeserver.stop();
});

test("a service worker that has ended is there again when it is needed, also without any server", async ({ person, serve, openApp }) => {
  const { alice, id, host, homeserver, page, shell, room } = await withPicture(person, serve, openApp);
  await page.reload();
  await shell.waitUntilOpen();
  await endServiceWorker(page);
  await sendPicture(alice, id, "second.png");
  await expectPicture(room, "second.png");
  await shell.waitUntilKept(() => alice.say(id, "the kettle is on"));
  await endServiceWorker(page);
  host.isUp = false;
  await homeserver.stop();
  await page.reload();
  await expect(shell.row("Kitchen")).toBeVisible();
  await expect(room.message("the kettle is on")).toBeVisible();
});

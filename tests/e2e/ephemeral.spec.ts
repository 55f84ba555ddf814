// Where a browser keeps nothing: Loggia runs in memory, says so, and is gone when it is closed.
import type { Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { killEngine } from "../support/engines";
import { expect, test, type OpenApp, type Serve } from "../support/fixtures";
import { WAYS, buildForbidding, forbid, type Way } from "../support/forbidden";
import type { Person } from "../support/homeserver";

// It would not take a bundle with a worker of the test's.
test.use({ serviceWorkers: "block" });

const ENCRYPTED = [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }];
const NO_SHARED_WORKER = `Reflect.deleteProperty(window, "SharedWorker");`;
const NO_LOCAL_STORAGE = `
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });`;

/** The note of the sign-in page and the banner of the shell. */
const told = (page: Page) => page.getByRole("status").filter({ hasText: "This browser keeps no data for Loggia" });

/** The app where nothing is kept, at the sign-in form. */
async function opened(serve: Serve, openApp: OpenApp, way: Way, more = "") {
  const host = await serve("this", await buildForbidding(way));
  const page = await openApp("about:blank");
  await forbid(page, way, more);
  await page.goto(host.url);
  const login = new LoginPage(page);
  await expect(login.username).toBeEditable();
  await expect(told(page)).toBeVisible();
  return { host, page, login };
}

/** Somebody in a room of theirs, where nothing is kept. */
async function inKitchen(person: (name: string) => Promise<Person>, serve: Serve, openApp: OpenApp, more = "") {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  const { host, page, login } = await opened(serve, openApp, "there is no IndexedDB", more);
  await login.signIn(alice);
  const shell = new Shell(page);
  await shell.waitUntilOpen();
  return { alice, id, host, page, shell, login };
}

for (const way of Object.keys(WAYS) as Way[]) {
  test(`where ${way}, one signs in, reads and writes, and is told that nothing is kept`, async ({ person, serve, openApp, signIn }) => {
    const [alice, bob] = [await person("Alice"), await person("Bob")];
    const id = await alice.createDirectChat(bob, { initial_state: ENCRYPTED });
    const { page, login } = await opened(serve, openApp, way);
    await login.signIn(alice);
    const atAlice = new Shell(page);
    await atAlice.waitUntilOpen();
    await expect(told(page)).toBeVisible();
    const his = await (await signIn(bob)).open("Alice");
    const hers = await atAlice.open("Bob");
    await hers.send("the key is under the mat");
    await expect(his.message("the key is under the mat")).toBeVisible();
    await his.send("which mat?");
    await expect(hers.message("which mat?")).toBeVisible();
    expect(JSON.stringify(await alice.newest(id))).not.toContain("mat");
    await told(page).getByRole("button", { name: "Dismiss" }).click();
    await expect(told(page)).toBeHidden();
    await hers.send("that one");
  });
}

test("a reload leads to the sign-in form, without a word of trouble", async ({ person, serve, openApp }) => {
  const { alice, page, shell, login } = await inKitchen(person, serve, openApp, NO_SHARED_WORKER + NO_LOCAL_STORAGE);
  await (await shell.open("Kitchen")).send("before the reload");
  await page.reload();
  await expect(login.username).toBeEditable();
  await expect(told(page)).toBeVisible();
  await expect(page.getByText("You were signed out")).toHaveCount(0);
  await expect(page.getByText("Loggia could not start")).toHaveCount(0);
  await login.signIn(alice);
  await shell.waitUntilOpen();
  await expect((await shell.open("Kitchen")).message("before the reload")).toBeVisible();
});

test("the session lives as long as one tab does", async ({ person, serve, openApp }) => {
  const { alice, id, host, page } = await inKitchen(person, serve, openApp);
  const other = await page.context().newPage();
  await other.goto(host.url);
  const second = new Shell(other);
  await second.waitUntilOpen();
  await page.close();
  const room = await second.open("Kitchen");
  await alice.say(id, "still there?");
  await expect(room.message("still there?")).toBeVisible();
  await room.send("still here");
});

test("where tabs cannot share a worker, each has a session of its own", async ({ person, serve, openApp }) => {
  const { alice, host, page, shell } = await inKitchen(person, serve, openApp, NO_SHARED_WORKER);
  const other = await page.context().newPage();
  await other.goto(host.url);
  await new LoginPage(other).signIn(alice);
  const second = new Shell(other);
  await second.waitUntilOpen();
  const [hers, same] = [await shell.open("Kitchen"), await second.open("Kitchen")];
  await hers.send("from the first");
  await expect(same.message("from the first")).toBeVisible();
  await same.send("from the second");
  await expect(hers.message("from the second")).toBeVisible();
});

test("an engine that dies takes the session with it, which is told at the sign-in form", async ({ browser, person, serve, openApp }) => {
  const { alice, page, shell, login } = await inKitchen(person, serve, openApp);
  await shell.open("Kitchen");
  await killEngine(browser, page);
  await expect(page.getByText("You were signed out: Loggia's background worker stopped")).toBeVisible();
  await login.signIn(alice);
  await shell.waitUntilOpen();
  await (await shell.open("Kitchen")).send("after");
});

test("that the session was removed elsewhere is told as ever", async ({ person, serve, openApp }) => {
  const { alice, page, shell, login } = await inKitchen(person, serve, openApp);
  await alice.post("/logout/all", {});
  await expect(page.getByText("You were signed out: this session was removed")).toBeVisible();
  await login.signIn(alice);
  await shell.waitUntilOpen();
});

test("signing out leads to the sign-in form", async ({ person, serve, openApp }) => {
  const { alice, page, shell, login } = await inKitchen(person, serve, openApp);
  const before = await alice.deviceIds();
  await shell.chooseFromAccountMenu("Sign out");
  await page.getByRole("button", { name: /^Sign out( anyway)?$/ }).click();
  await expect(login.username).toBeEditable();
  await expect(page.getByText("You were signed out")).toHaveCount(0);
  expect((await alice.deviceIds()).length).toBe(before.length - 1);
});

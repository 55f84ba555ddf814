// Stored data that browsers limit, damage or keep from being opened: told in words, and nothing is lost by the app's own doing.
import { readFileSync } from "node:fs";

import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import type { FaultProxy } from "../support/fault-proxy";
import { hang } from "../support/faults";
import { expect, test, type OpenApp } from "../support/fixtures";
import type { Person } from "../support/homeserver";
import { inKitchen, texts } from "../support/kitchen";
import { block, damage, databases, emptyStorage, fillStorage, hasReserve, limitStorage, raiseVersion, untilWritten, useUpReserve } from "../support/storage";

const FULL = "This browser has no more room for data.";
/** Bytes that the browser allows: enough for the app's files, and some data. */
const ROOM = 60_000_000;
/** How the app begins that it runs in memory. */
const NOT_KEPT = "This browser keeps no data for Loggia";

/** Closes the app, and replies with an empty page of its origin that has no engine. */
async function closed(shell: Shell) {
  const blank = await shell.page.context().newPage();
  await blank.goto("/logo.svg");
  await shell.page.close();
  await expect.poll(() => blank.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
  return blank;
}

/** Somebody in a room of theirs, in a browser that has no room left for data but what the engine holds back. */
async function withoutRoom(person: (name: string) => Promise<Person>, openApp: OpenApp, faults: FaultProxy) {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  const page = await openApp("/logo.svg");
  await limitStorage(page, ROOM);
  await page.goto("/");
  await new LoginPage(page).signIn(alice, faults.url);
  const shell = new Shell(page);
  await shell.waitUntilOpen();
  const room = await shell.open("Kitchen");
  await room.send("while there was room");
  await expect.poll(() => hasReserve(page)).toBe(true);
  // An engine that has something to write meanwhile would give its room to what fills the browser.
  faults.when(/\/sync/, hang());
  await untilWritten(page);
  await fillStorage(page);
  return { alice, id, shell, room };
}

test("a text that is written without room for data still goes out", async ({ person, openApp, faults }) => {
  test.slow();
  const { alice, id, shell, room } = await withoutRoom(person, openApp, faults);
  await room.send("no room left");
  expect(await texts(alice, id)).toEqual(["while there was room", "no room left"]);
  await expect.poll(() => hasReserve(shell.page)).toBe(false);
});

test("without room for data the session stays, what was typed stays, and both go on when there is room", async ({ person, openApp, faults }) => {
  test.slow();
  const { alice, id, shell, room } = await withoutRoom(person, openApp, faults);
  await useUpReserve(shell.page);
  await room.write("no room left");
  await expect(room.main.getByRole("alert").filter({ hasText: FULL })).toBeVisible();
  await expect(room.composer).toHaveValue("no room left");
  faults.heal();
  await shell.page.reload();
  await expect(shell.row("Kitchen")).toBeVisible();
  await limitStorage(shell.page, ROOM);
  await emptyStorage(shell.page);
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
  await room.send("room again");
  expect(await texts(alice, id)).toEqual(["while there was room", "room again"]);
});

for (const ending of ["::event_cache", "::media", "::matrix-sdk-state"]) {
  test(`damaged values in ${ending} are rebuilt without a word`, async ({ person, signIn, faults }) => {
    const { alice, id, shell } = await inKitchen(person, signIn, faults);
    const page = await closed(shell);
    const [name] = await databases(page, ending);
    await damage(page, name);
    await page.goto("/");
    const again = new Shell(page);
    await again.waitUntilOpen();
    const room = await again.open("Kitchen");
    await alice.say(id, "said afterwards");
    await expect(room.message("said afterwards")).toBeVisible();
    await expect(room.message("said before")).toBeVisible();
    await room.send("still writing");
  });
}

const unreadable = [
  ["damaged keys", damage, "::matrix-sdk-crypto"],
  ["data of a newer version", raiseVersion, "::matrix-sdk-state"],
  ["keys of a newer version", raiseVersion, "::matrix-sdk-crypto"],
  ["a session of a newer version", raiseVersion, "loggia-vault"],
  ["a damaged session", damage, "loggia-vault"],
] as const;

for (const [what, change, ending] of unreadable) {
  test(`${what} are told, and nothing is thrown away`, async ({ person, signIn, faults }) => {
    const { shell } = await inKitchen(person, signIn, faults);
    const page = await closed(shell);
    const before = await databases(page);
    const [name] = await databases(page, ending);
    await change(page, name);
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Your data cannot be opened" })).toBeVisible({ timeout: 5_000 });
    await expect(page.getByText(NOT_KEPT)).toHaveCount(0);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save log" }).click();
    expect(readFileSync(await (await saved).path(), "utf8")).toMatch(/^Loggia .+\n.*Mozilla/);
    const wayOut = page.getByRole("button", { name: "Sign out and delete local data" });
    await expect(wayOut).toBeVisible();
    expect(await databases(page)).toEqual(expect.arrayContaining(before));
    await wayOut.click();
    await expect(new LoginPage(page).username).toBeVisible();
    await expect.poll(() => databases(page)).toEqual([]);
  });
}

test("a database that somebody else keeps from being opened is told, and goes on by itself", async ({ person, signIn, faults }) => {
  const { shell } = await inKitchen(person, signIn, faults);
  const page = await closed(shell);
  const other = await page.context().newPage();
  await other.goto("/logo.svg");
  const [name] = await databases(page, "::matrix-sdk-state");
  await block(other, name);
  await page.goto("/");
  const told = page.getByText("Your data takes long to open.");
  await expect(told).toBeVisible();
  await expect(page.getByText(NOT_KEPT)).toHaveCount(0);
  await other.close();
  await expect(told).toBeHidden();
  await new Shell(page).open("Kitchen");
});

test("a session that somebody else keeps from being read is waited for", async ({ person, signIn, faults }) => {
  const { alice, shell } = await inKitchen(person, signIn, faults);
  const page = await closed(shell);
  const devices = await alice.deviceIds();
  const other = await page.context().newPage();
  await other.goto("/logo.svg");
  await block(other, "loggia-vault");
  await page.goto("/");
  // Whoever took the browser for one that keeps nothing would show the sign-in form, and stay there.
  await other.close();
  await (await new Shell(page).open("Kitchen")).send("the session is there");
  await expect(page.getByText(NOT_KEPT)).toHaveCount(0);
  expect(await alice.deviceIds()).toEqual(devices);
});

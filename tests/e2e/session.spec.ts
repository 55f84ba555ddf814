// The session's life: it comes back, and it goes without a trace.
import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";
import { LocalServer, json, proxy } from "../support/servers";
import { databases } from "../support/storage";

test("a reload finds the session, the room and its messages again @main", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createDirectChat(bob);
  await bob.say(id, "still here after a reload");
  const shell = await signIn(alice);
  const room = await shell.open("Bob");
  await expect(room.message("still here after a reload")).toBeVisible();
  await shell.page.reload();
  await expect(room.message("still here after a reload")).toBeVisible();
  await expect(shell.row("Bob")).toHaveAttribute("aria-current", "page");
});

test("signing out leaves nothing behind @main", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.open("Kitchen");
  const before = await alice.deviceIds();
  await shell.chooseFromAccountMenu("Sign out");
  await page.getByRole("button", { name: /^Sign out( anyway)?$/ }).click();
  await expect(new LoginPage(page).username).toBeVisible();
  await expect(async () => {
    const left = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map((database) => database.name),
      // The app's own files are not of any account: they stay for the next start.
      caches: (await caches.keys()).filter((name) => !name.startsWith("loggia-shell:")),
      stored: Object.keys(localStorage),
    }));
    expect(left).toEqual({ databases: [], caches: [], stored: [] });
  }).toPass();
  // Neither does the next start leave anything.
  await page.reload();
  await expect(new LoginPage(page).username).toBeVisible();
  await expect.poll(() => databases(page)).toEqual([]);
  const devices = await alice.deviceIds();
  expect(devices.length).toBe(before.length - 1);
});

test("signing out warns while keys are not backed up", async ({ person, signIn }) => {
  const shell = await signIn(await person("Alice"));
  await shell.chooseFromAccountMenu("Sign out");
  const dialog = shell.dialog("You may lose your encrypted messages");
  await expect(dialog).toBeVisible();
  await shell.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(shell.rooms).toBeVisible();
  await shell.chooseFromAccountMenu("Sign out");
  await dialog.getByRole("button", { name: "Set up recovery first" }).click();
  await expect(shell.dialog("Set up recovery")).toBeVisible();
});

test("all tabs leave when one signs out", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  const second = await shell.page.context().newPage();
  await second.goto("/");
  await new Shell(second).waitUntilOpen();
  await shell.chooseFromAccountMenu("Sign out");
  await shell.page.getByRole("button", { name: /^Sign out/ }).click();
  await expect(new LoginPage(shell.page).username).toBeVisible();
  await expect(new LoginPage(second).username).toBeVisible();
});

test("a session that was removed elsewhere leaves all tabs, and nothing but the reason", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  const second = await shell.page.context().newPage();
  await second.goto("/");
  await new Shell(second).waitUntilOpen();
  await alice.post("/logout/all", {});
  for (const page of [shell.page, second]) {
    await expect(page.getByText("You were signed out: this session was removed")).toBeVisible();
    await expect(new LoginPage(page).username).toBeVisible();
  }
  await expect.poll(() => databases(second)).toEqual(["loggia-vault"]);
  await second.reload();
  await expect(second.getByText("You were signed out: this session was removed")).toBeVisible();
  await new LoginPage(second).signIn(alice);
  await new Shell(second).waitUntilOpen();
});

const lost = [
  ["data", (name: string) => name !== "loggia-vault"],
  ["keys", (name: string) => name.includes("crypto")],
  ["a session", (name: string) => name === "loggia-vault"],
] as const;

for (const [what, isLost] of lost) {
  test(`${what} that the browser threw away is told, with the ways back`, async ({ person, signIn }) => {
    const alice = await person("Alice");
    const { page } = await signIn(alice);
    const blank = await page.context().newPage();
    await blank.goto("/logo.svg");
    await page.close();
    const names = (await databases(blank)).filter(isLost);
    expect(names).not.toEqual([]);
    await blank.evaluate(async (names) => {
      const gone = names.map((name) => new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done)));
      await Promise.all(gone);
    }, names);
    await blank.goto("/");
    await expect(blank.getByText("This browser has deleted Loggia's data")).toBeVisible();
    await new LoginPage(blank).signIn(alice);
    await new Shell(blank).waitUntilOpen();
  });
}

test("data that somebody deletes in the middle of it is told at once", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const { page } = await signIn(alice);
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await expect(page.getByText("This browser has deleted Loggia's data")).toBeVisible({ timeout: 2_000 });
  await new LoginPage(page).signIn(alice);
  await new Shell(page).waitUntilOpen();
});

test("after a soft logout the password is enough, and everything is still there", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  let [isOver, isAboutToEnd] = [false, false];
  const server = await LocalServer.start(
    proxy((path, method, response) => {
      if (method === "POST" && path.endsWith("/login")) isOver = false;
      if (isAboutToEnd && path.includes("/send/")) [isOver, isAboutToEnd] = [true, false];
      if (!isOver) return false;
      json(response, 401, { errcode: "M_UNKNOWN_TOKEN", error: "over", soft_logout: true });
      return true;
    }),
  );
  const shell = await signIn(alice, server.url);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  await room.send("before");
  const devices = await alice.deviceIds();
  isAboutToEnd = true;
  await room.write("written in between");
  await expect(page.getByRole("heading", { name: "Sign in again" })).toBeVisible();
  const password = page.getByLabel("Password");
  await password.fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The user name or the password is wrong.")).toBeVisible();
  isOver = true;
  await password.fill(alice.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(room.message("before")).toBeVisible();
  await expect(room.message("written in between")).toHaveAttribute("data-send-state", "sent");
  expect(await alice.deviceIds()).toEqual(devices);
  await server.stop();
});

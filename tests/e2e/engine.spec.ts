// One engine for all tabs, and what happens when it dies.
import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { Updates } from "../pages/updates";
import { inEngine, killEngine } from "../support/engines";
import { badGateway } from "../support/faults";
import { expect, test } from "../support/fixtures";

/** How soon tabs show the same, in milliseconds. */
const EQUAL = 300;
/** What one engine asks at once: for the rooms, and for the keys. */
const N_SYNCS = 2;
const ENCRYPTION = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };

test("tabs show the same, each with its own room, and none needs another", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(id);
  await bob.createDirectChat(alice);
  const first = await signIn(alice, faults.url);
  const kitchen = await first.open("Kitchen");
  const page = await first.page.context().newPage();
  await page.goto("/");
  const second = new Shell(page);
  await second.waitUntilOpen();
  const same = await second.open("Kitchen");
  await kitchen.send("seen in both");
  await expect(same.message("seen in both")).toBeVisible({ timeout: EQUAL });
  await bob.say(id, "said to both");
  await expect(kitchen.message("said to both")).toBeVisible();
  await expect(same.message("said to both")).toBeVisible({ timeout: EQUAL });
  const nSyncs = () => faults.requests(/\/sync\?/).filter(({ endedAt }) => endedAt === undefined).length;
  await expect.poll(nSyncs).toBe(N_SYNCS);
  await first.page.close();
  await same.send("still here");
  await bob.say(id, "and heard");
  await expect(same.message("and heard")).toBeVisible();
});

test("a tab that crashes is noticed, and the others go on", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  // The engine waits for each tab's lock.
  const nTabs = () => shell.page.evaluate(async () => {
    const { pending = [] } = await navigator.locks.query();
    return pending.filter(({ name }) => name?.startsWith("loggia:tab:")).length;
  });
  const page = await shell.page.context().newPage();
  await page.goto("/");
  await new Shell(page).waitUntilOpen();
  await expect.poll(nTabs).toBe(2);
  const crashed = page.waitForEvent("crash");
  const devtools = await page.context().newCDPSession(page);
  // What has crashed does not answer.
  void devtools.send("Page.crash").catch(() => undefined);
  await crashed;
  await expect.poll(nTabs).toBe(1);
  await room.send("after the crash");
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
  await expect(room.message("meanwhile")).toBeVisible({ timeout: 3_000 });
  await expect(new RoomPage(shell.page, "Kitchen").composer).toHaveValue("half a sen");
  await room.composer.fill("");
  await room.send("after");
  await expect(shell.connection).toHaveText("Online");
});

test("three deaths in a minute cost the caches, and neither keys nor what is on the screen", async (
  { browser, person, signIn, faults },
) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen", initial_state: [ENCRYPTION] });
  const shell = await signIn(alice, faults.url);
  const room = await shell.open("Kitchen");
  await room.send("said before");
  const devices = await alice.deviceIds();
  faults.when(/\/send\//, badGateway());
  await room.write("not sent yet");
  await expect(room.message("not sent yet")).toHaveAttribute("data-send-state", "sending");
  await room.composer.fill("half a sen");
  for (const n of [1, 2, 3]) {
    const ended = shell.page.waitForEvent("console", (message) => message.text().includes("the engine ended"));
    await killEngine(browser, shell.page);
    await ended;
    const since = faults.now();
    await expect(shell.row("Kitchen"), `after death ${n}`).toBeVisible();
    await expect(room.message("not sent yet")).toHaveAttribute("data-send-state", "sending");
    // The next engine is there once it has asked the server.
    await expect.poll(() => faults.count(/\/sync\?/, { since })).toBeGreaterThan(1);
    await expect(shell.connection).toHaveText("Online");
  }
  faults.heal();
  // The wait between attempts grows to a minute.
  await expect(room.message("not sent yet")).toHaveAttribute("data-send-state", "sent", { timeout: 60_000 });
  await expect(room.message("said before")).toBeVisible();
  await expect(room.composer).toHaveValue("half a sen");
  await room.composer.fill("");
  await room.send("after");
  expect(await alice.deviceIds()).toEqual(devices);
  expect((await alice.newest(id)).filter(({ type }) => type === "m.room.encrypted")).toHaveLength(3);
});

test("a program that cannot go on is replaced within seconds", async ({ browser, person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  // By then nobody looks into the worker any more.
  const trap = "setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }, 500); 0";
  const ended = shell.page.waitForEvent("console", (message) => message.text().includes("the engine ended: unreachable"));
  await inEngine(browser, shell.page, trap);
  await ended;
  await room.write("after a trap");
  await expect(room.message("after a trap")).toHaveAttribute("data-send-state", "sent");
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

test("a worker that the browser takes for alive after its end is gone round, by all tabs", async ({ person, openApp }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const page = await openApp("about:blank");
  // With this cookie, ports to a worker of the first name reach nobody.
  const GONE = `document.cookie = "is-gone=yes"`;
  const haunt = () => {
    const Real = window.SharedWorker;
    const start = function (url: string, options: WorkerOptions) {
      if (options.name !== "loggia-engine" || !document.cookie.includes("is-gone")) return new Real(url, options);
      const own = { port: { value: new MessageChannel().port1 }, onerror: { value: null, writable: true } };
      return Object.create(Real.prototype, own);
    };
    start.prototype = Real.prototype;
    Object.defineProperty(window, "SharedWorker", { value: start });
  };
  await page.context().addInitScript(haunt);
  await page.goto("/");
  await new LoginPage(page).signIn(alice);
  const first = new Shell(page);
  await first.waitUntilOpen();
  const other = await page.context().newPage();
  await other.goto("/");
  const second = new Shell(other);
  await second.waitUntilOpen();
  await page.evaluate(GONE);
  await alice.post("/logout/all", {});
  await expect(new LoginPage(page).username).toBeEditable();
  await expect(new LoginPage(other).username).toBeEditable();
  await new LoginPage(page).signIn(alice);
  await first.waitUntilOpen();
  await second.waitUntilOpen();
  await other.reload();
  await second.waitUntilOpen();
  await (await second.open("Kitchen")).send("from the other tab");
  // A page that has met no engine yet gets past it, too.
  await other.close();
  await new Updates(page).waitUntilKept();
  await page.reload();
  await first.waitUntilOpen();
});

// Access tokens that live for a while only: new ones are had without anybody noticing, whatever gets lost on the way.
import type { Page } from "@playwright/test";

import { killEngine } from "../support/engines";
import { expect, test } from "../support/fixtures";
import type { FaultProxy } from "../support/fault-proxy";
import { cut, delay } from "../support/faults";
import { inKitchen, texts } from "../support/kitchen";
import { isLong, times } from "../support/length";
import { noteNotices } from "../support/notices";

const REFRESH = /\/refresh$/;
/** How many tokens run out, and how often the engine ends meanwhile. */
const [N_TOKENS, N_KILLS] = [times(4, 120), times(4, 100)];
/** How long a token lives in the long variant, in milliseconds. */
const LIFE = 5_000;

/** Expects that no request for new tokens came while another was under way. */
function expectOneAtATime(faults: FaultProxy) {
  const asked = faults.requests(REFRESH);
  for (const [n, { at }] of asked.slice(1).entries()) expect(asked[n].endedAt).toBeLessThanOrEqual(at);
}

test("access tokens that run out are replaced, and nobody notices", async ({ person, signIn, faults }) => {
  test.setTimeout(60_000 + N_TOKENS * 10_000);
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  const notices = await noteNotices(shell);
  faults.when(REFRESH, delay(300));
  const said = ["said before"];
  for (let n = 1; n <= N_TOKENS; n++) {
    const since = faults.now();
    const expired = faults.expireTokens();
    await alice.say(id, `heard ${n};`);
    await room.send(`answered ${n};`);
    await expect(room.message(`heard ${n};`)).toBeVisible();
    said.push(`heard ${n};`, `answered ${n};`);
    expect(expired.hits).toBeGreaterThan(0);
    if (isLong) await expect.poll(() => faults.now() - since).toBeGreaterThan(LIFE);
  }
  expect(await texts(alice, id, 20 + 2 * N_TOKENS)).toEqual(said);
  expect(faults.count(REFRESH)).toBeGreaterThanOrEqual(N_TOKENS);
  expectOneAtATime(faults);
  expect(await notices()).toEqual([]);
});

test("new tokens whose answer was lost are asked for again, without signing anybody out", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  const notices = await noteNotices(shell);
  // The answer has begun: browsers ask again by themselves where nothing has come.
  const lost = faults.when(REFRESH, cut("midway"), { times: 2 });
  faults.expireTokens();
  await alice.say(id, "wakes the sync");
  await expect.poll(() => lost.hits).toBeGreaterThan(0);
  await room.send("written meanwhile");
  await expect(room.message("wakes the sync")).toBeVisible();
  expect(await notices()).toEqual([]);
  await shell.page.reload();
  await room.send("after a reload");
  expect(await texts(alice, id)).toEqual(["said before", "wakes the sync", "written meanwhile", "after a reload"]);
  expectOneAtATime(faults);
});

test("an engine that ends while it asks for new tokens leaves a session that goes on", async ({ browser, person, signIn, faults }) => {
  test.setTimeout(60_000 + N_KILLS * 15_000);
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  const devices = await alice.deviceIds();
  for (let n = 1; n <= N_KILLS; n++) {
    // Sometimes the answer has not come by then, sometimes it has.
    const slow = faults.when(REFRESH, delay((n * 37) % 300));
    const since = faults.now();
    faults.expireTokens();
    await alice.say(id, `heard ${n};`);
    await expect.poll(() => faults.count(REFRESH, { since }), { intervals: [10] }).toBeGreaterThan(0);
    if (n % 2 === 1) await shell.page.reload();
    else await killEngine(browser, shell.page);
    await expect(room.message(`heard ${n};`)).toBeVisible();
    // It may have been kept before: only tokens that were used can expire.
    await shell.waitUntilOpen();
    faults.heal(slow);
  }
  await room.send("the last one");
  expect(await alice.deviceIds()).toEqual(devices);
});

test("an engine that ends while new tokens are written down leaves a session that goes on", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  await keepWriting(shell.page, "loggia-vault");
  const old = faults.expireTokens();
  await alice.say(id, "wakes the sync");
  await expect.poll(() => faults.requests(REFRESH).some(({ endedAt }) => endedAt !== undefined)).toBe(true);
  const given = faults.now();
  // Time enough to use them.
  await expect.poll(() => faults.now() - given).toBeGreaterThan(500);
  await shell.page.reload();
  await expect(room.message("wakes the sync")).toBeVisible();
  await room.send("after the reload");
  expect(old.hits).toBeGreaterThan(0);
});

/** Keeps everybody else from writing to a database for as long as the page lives. */
async function keepWriting(page: Page, name: string) {
  await page.evaluate((name) => new Promise<void>((begun) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const store = opening.result.transaction(name, "readwrite").objectStore(name);
      const goOn = () => (store.get("").onsuccess = goOn);
      goOn();
      begun();
    };
  }), name);
}

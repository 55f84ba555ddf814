// Clocks that are wrong, or that are set while the app runs: nothing depends on them but what they show.
import type { Browser, Page } from "@playwright/test";

import { inEngine } from "../support/engines";
import { expect, test } from "../support/fixtures";
import { inKitchen, texts } from "../support/kitchen";

const DAY = 86_400_000;

/** Sets the clock of page and engine so many milliseconds on, as setting the machine's clock does. */
async function setClocks(browser: Browser, page: Page, by: number) {
  const program = `{
    const now = Date.now, Real = Date, by = ${by};
    globalThis.Date = class extends Real {
      constructor(...parts) { parts.length === 0 ? super(now() + by) : super(...parts); }
      static now() { return now() + by; }
    };
    0;
  }`;
  await inEngine(browser, page, program);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: program });
  expect(Math.abs((await inEngine<number>(browser, page, "Date.now()")) - Date.now() - by)).toBeLessThan(60_000);
}

for (const [what, by] of [
  ["a day ahead", DAY],
  ["a day behind", -DAY],
  ["five years ahead", 5 * 365 * DAY],
  ["five years behind", -5 * 365 * DAY],
] as const) {
  test(`a clock that is set ${what} while the app runs changes nothing`, async ({ browser, person, signIn, faults }) => {
    const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
    await room.send("answered before");
    await setClocks(browser, shell.page, by);
    await alice.say(id, "said after");
    await room.send("answered after");
    await expect(room.message("said after")).toBeVisible();
    const order = await room.timeline.getByRole("article").filter({ hasText: /said|answered/ }).allInnerTexts();
    const expected = ["said before", "answered before", "said after", "answered after"];
    expect(order.map((text) => expected.find((line) => text.includes(line)))).toEqual(expected);
    expect(await texts(alice, id)).toEqual(expected);
    await expect(shell.connection).toHaveText("Online");
    await expect(room.timeline.locator("[data-send-state=failed]")).toHaveCount(0);
    // What the engine took for a sleep is over soon, and costs no requests.
    const since = faults.now();
    await expect.poll(() => faults.now() - since, { timeout: 20_000 }).toBeGreaterThan(6_000);
    expect(faults.count(/\/sync/, { since })).toBeLessThan(12);
    await expect(shell.connection).toHaveText("Online");
    await shell.page.reload();
    await shell.waitUntilOpen();
    await room.send("answered after a reload");
  });
}

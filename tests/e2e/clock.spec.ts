// Clocks that are wrong, or that are set while the app runs: nothing depends on them but what they show.
import { setClocks } from "../support/clock";
import { hang } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { inKitchen, texts } from "../support/kitchen";

const [MINUTE, DAY] = [60_000, 86_400_000];

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

test("a sync that hangs over a sleep is begun anew when the machine is awake", async ({ browser, person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  const hanging = faults.when(/\/sync\?/, hang());
  await alice.say(id, "said before the sleep");
  await expect.poll(() => hanging.hits).toBeGreaterThan(0);
  await alice.say(id, "said during the sleep");
  // What a sleep is to the engine: the clock has gone on, and nothing else has.
  faults.heal();
  await setClocks(browser, shell.page, 10 * MINUTE);
  // Without that it waits for the answer, and some time more.
  await expect(room.message("said during the sleep")).toBeVisible({ timeout: 15_000 });
});

// Nothing lost: whenever the engine dies, what was written arrives, once and in order.
import { RoomPage } from "../pages/room";
import { killEngine } from "../support/engines";
import { delay } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { times } from "../support/length";

const N_KILLS = times(6, 100);
const SEND = /\/send\/m\.room\.message\//;

/** Writes a text until it is shown: it comes back into the composer where the engine has ended before it could take it. */
async function writeUntilShown(room: RoomPage, text: string) {
  await room.write(text);
  await expect(async () => {
    if (await room.message(text).last().isVisible()) return;
    if ((await room.composer.inputValue()) === text) await room.composer.press("Enter");
    await expect(room.message(text).last()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

test("a message whose echo was shown survives the engine, once and in order", async ({ browser, person, signIn, faults }) => {
  test.setTimeout(60_000 + N_KILLS * 15_000);
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice, faults.url);
  await shell.open("Kitchen");
  const room = new RoomPage(shell.page, "Kitchen");
  const written = [];
  for (let n = 1; n <= N_KILLS; n++) {
    // Sometimes before the server has it, sometimes after, sometimes in between.
    const slow = faults.when(SEND, delay((n * 37) % 200));
    const text = `number ${n};`;
    await writeUntilShown(room, text);
    // The window with everything in it, or the engine alone.
    if (n % 2 === 1) await shell.page.reload();
    else await killEngine(browser, shell.page);
    written.push(text);
    faults.heal(slow);
    await expect(room.message(text).last()).toBeVisible();
  }
  await room.send("the last one");
  const events = (await alice.newest(id, 10 + 2 * N_KILLS)).reverse();
  const texts = events.filter(({ type }) => type === "m.room.message").map(({ content }) => (content as { body: string }).body);
  expect(texts).toEqual([...written, "the last one"]);
  for (const text of written.slice(-5)) await expect(room.message(text)).toHaveCount(1);
});

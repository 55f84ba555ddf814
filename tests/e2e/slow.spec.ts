// A line as on a train: 400 ms for each round trip, 50 kB a second, and an answer lost on the way now and then.
import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { cut, delay, throttle } from "../support/faults";
import type { FaultProxy } from "../support/fault-proxy";
import { expect, test } from "../support/fixtures";
import { texts } from "../support/kitchen";

const SEND = /\/send\/m\.room\.message\//;

/** Losses come every so many requests, so that each run has some. */
function likeOnATrain(faults: FaultProxy) {
  faults.when(/./, delay(400));
  faults.when(/./, throttle(50_000));
  return faults.when(/./, cut("midway"), { every: 25 });
}

test("on a slow line the rooms are there within 20 seconds, and an echo before the server has answered", async ({ person, openApp, faults }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  for (let n = 0; n < 30; n++) await alice.createRoom({ name: `Room ${n}` });
  await alice.say(id, "said before");
  const lost = likeOnATrain(faults);
  const page = await openApp();
  await new LoginPage(page).signIn(alice, faults.url);
  const shell = new Shell(page);
  await expect(shell.row("Kitchen")).toBeVisible({ timeout: 20_000 });
  const room = await shell.open("Kitchen");
  await expect(room.message("said before")).toBeVisible();
  await room.write("said on the way");
  await expect(room.message("said on the way")).toHaveAttribute("data-send-state", "sending", { timeout: 1_000 });
  expect(faults.requests(SEND).every(({ status }) => status === undefined), "the server has not answered").toBe(true);
  await expect(room.message("said on the way")).toHaveAttribute("data-send-state", "sent");
  expect(await texts(alice, id)).toEqual(["said before", "said on the way"]);
  await expect(room.message("said on the way")).toHaveCount(1);
  expect(lost.hits).toBeGreaterThan(0);
});

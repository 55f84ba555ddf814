// A server that has forgotten how far the app has read.
import { refusal } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { inKitchen } from "../support/kitchen";

test("a position that the server has forgotten is given up at once, and nothing is there twice", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  const bob = await person("Bob");
  const garden = await bob.createRoom({ name: "Garden", invite: [alice.id] });
  await alice.join(garden);
  await expect(shell.row("Garden")).toBeVisible();
  await bob.say(garden, "first");
  await expect(shell.row("Garden")).toHaveAccessibleName(/^Garden, 1 unread message/);
  const forgotten = faults.when(/\/sync\?.*pos=/, refusal(400, "M_UNKNOWN_POS"), { times: 1 });
  await alice.say(id, "wakes the sync");
  await expect.poll(() => forgotten.hits).toBe(1);
  await alice.say(id, "said afterwards");
  await expect(room.message("said afterwards")).toBeVisible({ timeout: 2_000 });
  await bob.say(garden, "second");
  await expect(shell.row("Garden")).toHaveAccessibleName(/^Garden, 2 unread messages/);
  await expect(shell.connection).toHaveText("Online");
  await expect(room.message("said afterwards")).toHaveCount(1);
  await expect(shell.rooms.getByRole("link")).toHaveCount(2);
});

test("after a gap, what was said before it is loaded again", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  const forgotten = faults.when(/\/sync\?.*pos=/, refusal(400, "M_UNKNOWN_POS"), { times: 1 });
  await alice.say(id, "wakes the sync");
  await expect.poll(() => forgotten.hits).toBe(1);
  await alice.say(id, "said afterwards");
  for (const text of ["said before", "wakes the sync", "said afterwards"]) {
    await expect(room.message(text)).toHaveCount(1);
  }
});

// Servers that forget how far the app has read, and those that know no sliding sync.
import { refusal } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { HOMESERVER } from "../support/homeserver";
import { inKitchen } from "../support/kitchen";

const ENCRYPTION = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
const SLIDING = /simplified_msc3575\/sync/;

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

test("a server without sliding sync serves as well", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Kitchen", invite: [alice.id], initial_state: [ENCRYPTION] });
  await alice.join(id);
  await bob.createRoom({ name: "Garden", invite: [alice.id] });
  const versions = await (await fetch(`${HOMESERVER}/_matrix/client/versions`)).json();
  delete versions.unstable_features["org.matrix.simplified_msc3575"];
  faults.when(/\/versions$/, { kind: "answer", status: 200, type: "application/json", body: JSON.stringify(versions) });
  faults.when(SLIDING, refusal(404, "M_UNRECOGNIZED"));
  const shell = await signIn(alice, faults.url);
  await expect(shell.section("Invites").getByRole("link", { name: /^Garden/ })).toBeVisible();
  const room = await shell.open("Kitchen");
  await room.send("by the older way");
  await bob.setTyping(id, true);
  await expect(room.main.getByText("Bob is typing")).toBeVisible();
  await shell.page.reload();
  await shell.waitUntilOpen();
  await expect(room.message("by the older way")).toHaveAttribute("data-send-state", "sent");
  expect(faults.count(SLIDING)).toBe(0);
  expect(faults.count(/\/v3\/sync\?/)).toBeGreaterThan(2);
});

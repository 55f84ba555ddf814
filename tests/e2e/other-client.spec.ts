// Encrypted messages to and from a client that is not ours.
import { expect, test } from "../support/fixtures";
import { OtherClient } from "../support/other-client";

const ENCRYPTED = [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }];

test("encrypted messages go both ways between Loggia and matrix-js-sdk", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createDirectChat(bob, { initial_state: ENCRYPTED });
  const other = await OtherClient.signIn(bob);
  const room = await (await signIn(alice)).open("Bob");
  await room.send("from Loggia, sealed");
  await expect.poll(() => other.texts()).toContain("from Loggia, sealed");
  await other.say(id, "from elsewhere, sealed");
  await expect(room.message("from elsewhere, sealed")).toBeVisible();
  other.stop();
});

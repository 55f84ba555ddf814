// Inviting people to a room: several at once, and who could not be invited.
import { PeopleDialog } from "../pages/people";
import { refusal } from "../support/faults";
import { expect, test } from "../support/fixtures";

test("several people are invited at once", async ({ person, signIn }) => {
  const [alice, bob, carol] = [await person("Alice"), await person("Bob"), await person("Carol")];
  const id = await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  await room.main.getByRole("button", { name: "Invite people" }).click();
  const dialog = new PeopleDialog(shell.page, "Invite to Kitchen");
  for (const other of [bob, carol]) await dialog.choose(other.id);
  await dialog.press("Invite");
  await expect(shell.page.getByText("2 people were invited.")).toBeVisible();
  await expect(dialog.dialog).toBeHidden();
  for (const other of [bob, carol]) {
    const member = await alice.get(`/rooms/${encodeURIComponent(id)}/state/m.room.member/${encodeURIComponent(other.id)}`);
    expect(member).toMatchObject({ membership: "invite" });
  }
});

test("who could not be invited is listed with the reason, and tried again", async ({ person, signIn, faults }) => {
  const [alice, bob, carol, dora] = [await person("Alice"), await person("Bob"), await person("Carol"), await person("Dora")];
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.post(`/rooms/${encodeURIComponent(id)}/ban`, { user_id: bob.id });
  const shell = await signIn(alice, faults.url);
  const room = await shell.open("Kitchen");
  await room.main.getByRole("button", { name: "Invite people" }).click();
  const dialog = new PeopleDialog(shell.page, "Invite to Kitchen");
  for (const other of [bob, carol, dora]) await dialog.choose(other.id);
  // Bob's goes to the server; it is banned there. Carol's is refused on the way.
  const rule = faults.when(/\/invite$/, refusal(403, "M_INVITE_BLOCKED"), { times: 1, every: 2 });
  await dialog.press("Invite");
  await expect(dialog.notInvited).toHaveText([/Bob.*Is banned from this room\./, /Carol.*Takes no invitations\./]);
  faults.heal(rule);
  await alice.post(`/rooms/${encodeURIComponent(id)}/unban`, { user_id: bob.id });
  await dialog.press("Retry");
  await expect(shell.page.getByText("2 people were invited.")).toBeVisible();
  await expect(dialog.dialog).toBeHidden();
});

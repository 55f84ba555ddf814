// Answers that people owe each other: to who asks to be let in, to invitations that nobody wants, and to who was removed.
import { RoomPage } from "../pages/room";
import { rateLimited } from "../support/faults";
import { expect, test } from "../support/fixtures";

const KNOCK = { type: "m.room.join_rules", state_key: "", content: { join_rule: "knock" } };

test("who asks to be let in is let in above the messages, or turned down among the people", async ({ person, signIn, faults }) => {
  const [alice, bob, carol, dora] = [await person("Alice"), await person("Bob"), await person("Carol"), await person("Dora")];
  const club = await alice.createRoom({ name: "Club", initial_state: [KNOCK] });
  const path = `/knock/${encodeURIComponent(club)}`;
  const membership = (who: typeof bob) =>
    alice
      .get(`/rooms/${encodeURIComponent(club)}/state/m.room.member/${encodeURIComponent(who.id)}`)
      .then((content) => content.membership);
  const shell = await signIn(alice, faults.url);
  const room = await shell.open("Club");
  await bob.post(path, { reason: "I bring cake" });
  const bar = room.main.getByRole("status").filter({ hasText: "Bob asks to join" });
  await expect(bar).toContainText("I bring cake");
  const limit = faults.when(/\/invite/, rateLimited(60_000), { method: "POST" });
  await bar.getByRole("button", { name: "Approve" }).click();
  await expect(shell.page.getByRole("alert").filter({ hasText: "60" })).toBeVisible();
  faults.heal(limit);
  await bar.getByRole("button", { name: "Approve" }).click();
  await expect(bar).toBeHidden();
  await expect.poll(() => membership(bob)).toBe("invite");

  await carol.post(path, {});
  await dora.post(path, {});
  await room.main.getByRole("status").filter({ hasText: "2 people ask to join" }).getByRole("button", { name: "View" }).click();
  const panel = shell.page.getByRole("complementary", { name: "People" });
  const asking = panel.getByRole("list", { name: "Asking to join" }).getByRole("listitem");
  await expect(asking).toHaveCount(2);
  await asking.filter({ hasText: "Carol" }).getByRole("button", { name: "Deny" }).click();
  await expect(asking).toHaveCount(1);
  await expect.poll(() => membership(carol)).toBe("leave");
  await asking.filter({ hasText: "Dora" }).getByRole("button", { name: "Approve" }).click();
  await expect(asking).toHaveCount(0);
  await dora.join(club);
  await expect(panel.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: "Dora" })).toBeVisible();
});

test("an invitation is declined, and who sent it is not heard of again", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await bob.createRoom({ name: "Buy now", invite: [alice.id] });
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.row("Buy now").click();
  await page.getByRole("main", { name: "Buy now" }).getByRole("button", { name: "Decline and block" }).click();
  const dialog = shell.dialog("Decline and block");
  await expect(dialog.getByRole("switch", { name: "Ignore Bob" })).toBeChecked();
  await dialog.getByRole("switch", { name: "Report room" }).check();
  await dialog.getByRole("textbox", { name: "What is wrong with it?" }).fill("advertising");
  await dialog.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Bob is ignored.")).toBeVisible();
  await expect(shell.row("Buy now")).toBeHidden();
  const ignored = await alice.get(`/user/${encodeURIComponent(alice.id)}/account_data/m.ignored_user_list`);
  expect(Object.keys(ignored.ignored_users as object)).toEqual([bob.id]);
});

test("who was taken out of a room reads by whom, and why", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await bob.createRoom({ name: "Kitchen", preset: "public_chat" });
  await alice.join(kitchen);
  const shell = await signIn(alice);
  await shell.open("Kitchen");
  const main = shell.page.getByRole("main", { name: "Kitchen" });
  const path = `/rooms/${encodeURIComponent(kitchen)}`;
  await bob.post(`${path}/kick`, { user_id: alice.id, reason: "no shoes" });
  await expect(main.getByRole("heading", { name: "Bob removed you from this room" })).toBeVisible();
  await expect(main).toContainText("Reason: no shoes");
  await main.getByRole("button", { name: "Join again" }).click();
  await new RoomPage(shell.page, "Kitchen").waitUntilOpen();
  await bob.post(`${path}/ban`, { user_id: alice.id, reason: "shoes again" });
  await expect(main.getByRole("heading", { name: "Bob banned you from this room" })).toBeVisible();
  await expect(main).toContainText("Reason: shoes again");
  await expect(main.getByRole("button", { name: "Join again" })).toHaveCount(0);
});

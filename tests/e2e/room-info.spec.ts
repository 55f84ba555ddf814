// What stands beside a room, and leaving it.
import { RoomPage } from "../pages/room";
import { userSuspended } from "../support/faults";
import { expect, test } from "../support/fixtures";

test("the room info tells what a room is and who is in it, as it changes", async ({ person, signIn }) => {
  const [alice, bob, carol] = [await person("Alice"), await person("Bob"), await person("Carol")];
  const id = await alice.createRoom({ name: "Kitchen", topic: "Soup & bread", invite: [bob.id] });
  await bob.join(id);
  const shell = await signIn(alice);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  const button = room.main.getByRole("button", { name: "Room info" });
  await button.click();
  const info = page.getByRole("complementary", { name: "Room info" });
  await expect(info.getByRole("heading", { name: "Kitchen" })).toBeVisible();
  await expect(info.getByText("Soup & bread")).toBeVisible();
  await expect(info.getByRole("list", { name: "About this room" })).toContainText("Invite only");
  await alice.setState(id, "m.room.join_rules", { join_rule: "public" });
  await expect(info.getByRole("list", { name: "About this room" })).toContainText("Public room");

  await info.getByRole("button", { name: "People" }).click();
  const people = page.getByRole("complementary", { name: "People" });
  const rows = people.getByRole("list", { name: "People" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Alice");
  await expect(rows.first()).toContainText(/Creator|Admin/);
  await alice.invite(id, carol);
  await expect(rows.last()).toContainText(/Carol.*Invited/);
  await people.getByRole("searchbox", { name: "Search people" }).fill("bo");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(bob.id);

  // The way back leads step by step.
  await page.goBack();
  await expect(info).toBeVisible();
  await page.goBack();
  await expect(info).toBeHidden();
  await button.click();
  await page.keyboard.press("Escape");
  await expect(info).toBeVisible();
  await info.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Escape");
  await expect(info).toBeHidden();
});

test("the panel stays as rooms change, and its edge can be moved", async ({ person, signIn }) => {
  const alice = await person("Alice");
  for (const name of ["Kitchen", "Garden"]) await alice.createRoom({ name });
  const shell = await signIn(alice);
  const { page } = shell;
  await (await shell.open("Kitchen")).main.getByRole("button", { name: "Room info" }).click();
  const info = page.getByRole("complementary", { name: "Room info" });
  await expect(info.getByRole("heading", { name: "Kitchen" })).toBeVisible();
  await shell.open("Garden");
  await expect(info.getByRole("heading", { name: "Garden" })).toBeVisible();
  const width = async () => (await info.boundingBox())!.width;
  const before = await width();
  await info.getByRole("separator", { name: "Width of the panel" }).press("ArrowLeft");
  await expect.poll(width).toBe(before + 16);
  await page.reload();
  await expect(info.getByRole("heading", { name: "Garden" })).toBeVisible();
  await expect.poll(width).toBe(before + 16);
});

test("on a tablet the panel takes the room's place, on a phone the whole window", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  const info = page.getByRole("complementary", { name: "Room info" });
  for (const [width, isListShown] of [[900, true], [390, false]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await room.main.getByRole("button", { name: "Room info" }).click();
    await expect(info).toBeVisible();
    await expect(room.main).toBeHidden();
    await expect(shell.rooms).toBeVisible({ visible: isListShown });
    await page.goBack();
    await expect(room.main).toBeVisible();
    await expect(info).toBeHidden();
  }
});

test("an only admin names another before the room is left and forgotten", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createRoom({ name: "Kitchen", invite: [bob.id], room_version: "10" });
  await bob.join(id);
  const shell = await signIn(alice);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  await room.main.getByRole("button", { name: "Room info" }).click();
  await page.getByRole("complementary", { name: "Room info" }).getByRole("button", { name: "Leave room" }).click();
  const dialog = shell.dialog("Leave this room?");
  await expect(dialog).toContainText("You will not be able to join it again without an invite.");
  await expect(dialog).toContainText("You are the only admin");
  await expect(dialog.getByRole("combobox", { name: "New admin" })).toContainText("Bob");
  await dialog.getByRole("button", { name: "Make admin" }).click();
  await expect(dialog).toContainText("Bob is an admin now.");
  const levels = await bob.get(`/rooms/${encodeURIComponent(id)}/state/m.room.power_levels/`);
  expect((levels.users as Record<string, number>)[bob.id]).toBe(100);
  await dialog.getByRole("switch", { name: "Forget the room" }).check();
  await dialog.getByRole("button", { name: "Leave room" }).click();
  await expect(dialog).toBeHidden();
  await expect(shell.row("Kitchen")).toBeHidden();
  await expect(page.getByRole("heading", { name: "Choose a room" })).toBeVisible();
  await expect(new RoomPage(page, "Kitchen").main).toBeHidden();
  expect((await alice.get("/joined_rooms")).joined_rooms).not.toContain(id);
});

test("the last one in a room is told that nobody can come back", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Attic" });
  const shell = await signIn(alice, faults.url);
  const room = await shell.open("Attic");
  await room.main.getByRole("button", { name: "Room info" }).click();
  await shell.page.getByRole("complementary", { name: "Room info" }).getByRole("button", { name: "Leave room" }).click();
  const dialog = shell.dialog("Leave this room?");
  await expect(dialog).toContainText("no one will be able to join in the future, including you");
  faults.when(/\/leave/, userSuspended(), { method: "POST" });
  await dialog.getByRole("button", { name: "Leave room" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expect(shell.row("Attic")).toBeVisible();
});

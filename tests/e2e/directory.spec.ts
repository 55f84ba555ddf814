// Rooms that the reader is not in: the public directory, looking at them from outside, going in and asking to be let in.
import { RoomPage } from "../pages/room";
import { rateLimited } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { unique } from "../support/homeserver";

const PUBLIC = { preset: "public_chat", visibility: "public" };

test("a public room is found by a search, looked at and joined", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const name = unique("Teahouse");
  const alias = name.toLowerCase();
  await bob.createRoom({ ...PUBLIC, name, topic: "Kettles of all kinds", room_alias_name: alias });
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await shell.rooms.getByRole("button", { name: "Add room" }).click();
  await page.getByRole("menuitem", { name: "Join public room" }).click();
  const directory = shell.dialog("Join public room");
  await directory.getByRole("textbox", { name: "Search" }).fill(name);
  const found = directory.getByRole("list", { name: "Public rooms" }).getByRole("link");
  await expect(found).toHaveCount(1);
  await expect(found).toContainText("Kettles of all kinds");
  await found.click();
  await expect(directory).toBeHidden();
  const outside = page.getByRole("main", { name });
  await expect(outside.getByRole("heading", { name })).toBeVisible();
  await expect(outside).toContainText("Kettles of all kinds");
  await expect(outside).toContainText("1 member");
  const limit = faults.when(/\/join/, rateLimited(60_000), { method: "POST" });
  await outside.getByRole("button", { name: "Join room" }).click();
  await expect(outside.getByRole("alert")).toContainText("60");
  faults.heal(limit);
  await outside.getByRole("button", { name: "Join room" }).click();
  await new RoomPage(page, name).waitUntilOpen();
  await expect(shell.row(name)).toBeVisible();
});

test("pages of the directory follow as it is scrolled", async ({ person, signIn }) => {
  test.slow();
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const name = unique("shelf");
  for (let n = 0; n < 35; n++) await bob.createRoom({ ...PUBLIC, name: `${name} ${n}` });
  const shell = await signIn(alice);
  await shell.rooms.getByRole("button", { name: "Add room" }).click();
  await shell.page.getByRole("menuitem", { name: "Join public room" }).click();
  const directory = shell.dialog("Join public room");
  await directory.getByRole("textbox", { name: "Search" }).fill(name);
  const found = directory.getByRole("list", { name: "Public rooms" }).getByRole("link");
  await expect(found).toHaveCount(30);
  await found.last().hover();
  await shell.page.mouse.wheel(0, 10_000);
  await expect(found).toHaveCount(35);
});

test("addresses and links lead to their rooms, and a server that is none is told", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const alias = unique("lounge").toLowerCase();
  const id = await bob.createRoom({ ...PUBLIC, name: "Lounge", room_alias_name: alias });
  const server = alice.id.slice(alice.id.indexOf(":") + 1);
  const shell = await signIn(alice);
  const { page } = shell;
  const open = async () => {
    await shell.rooms.getByRole("button", { name: "Add room" }).click();
    await page.getByRole("menuitem", { name: "Join public room" }).click();
    return shell.dialog("Join public room");
  };
  for (const text of [`#${alias}:${server}`, `https://matrix.to/#/${id}?via=${server}`, `matrix:r/${alias}:${server}`]) {
    const directory = await open();
    await directory.getByRole("textbox", { name: "Search" }).fill(text);
    await directory.getByRole("link", { name: /^Open / }).click();
    await expect(page.getByRole("main", { name: "Lounge" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Join room" })).toBeVisible();
    await page.goto("/#/");
  }
  const directory = await open();
  await directory.getByRole("textbox", { name: "Server" }).fill("not a server");
  await expect(directory.getByText("That is not a server name")).toBeVisible();
});

test("who asks to be let in says why, and is let in", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const alias = unique("club").toLowerCase();
  const rule = { type: "m.room.join_rules", state_key: "", content: { join_rule: "knock" } };
  const id = await bob.createRoom({ name: "Club", room_alias_name: alias, initial_state: [rule] });
  const server = alice.id.slice(alice.id.indexOf(":") + 1);
  const shell = await signIn(alice);
  const { page } = shell;
  await page.goto(`/#/room/%23${alias}:${server}`);
  const outside = page.getByRole("main").filter({ has: page.getByRole("button", { name: "Ask to join" }) });
  await outside.getByRole("textbox", { name: "Message (optional)" }).fill("I bring cake");
  await outside.getByRole("button", { name: "Ask to join" }).click();
  await expect(page.getByText("You asked to join.")).toBeVisible();
  const member = await bob.get(`/rooms/${encodeURIComponent(id)}/state/m.room.member/${encodeURIComponent(alice.id)}`);
  expect(member).toMatchObject({ membership: "knock", reason: "I bring cake" });
  await bob.invite(id, alice);
  await expect(page.getByRole("button", { name: "Accept" })).toBeVisible();
  await page.getByRole("button", { name: "Accept" }).click();
  await new RoomPage(page, "Club").waitUntilOpen();
});

test("a request is taken back, and a room that was left is entered again or forgotten", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const rule = { type: "m.room.join_rules", state_key: "", content: { join_rule: "knock" } };
  const club = await bob.createRoom({ name: "Club", initial_state: [rule] });
  const kitchen = await bob.createRoom({ ...PUBLIC, name: "Kitchen" });
  await alice.post(`/knock/${encodeURIComponent(club)}`, {});
  await alice.join(kitchen);
  const shell = await signIn(alice);
  const { page } = shell;
  await page.goto(`/#/room/${club}`);
  await page.getByRole("button", { name: "Cancel request" }).click();
  await expect(page.getByRole("heading", { name: "Choose a room" })).toBeVisible();
  await shell.open("Kitchen");
  await bob.post(`/rooms/${encodeURIComponent(kitchen)}/kick`, { user_id: alice.id });
  await page.getByRole("button", { name: "Join again" }).click();
  await new RoomPage(page, "Kitchen").waitUntilOpen();
  await bob.post(`/rooms/${encodeURIComponent(kitchen)}/kick`, { user_id: alice.id });
  await page.getByRole("button", { name: "Forget the room" }).click();
  await expect(page.getByRole("heading", { name: "Choose a room" })).toBeVisible();
});

test("of a room that servers show nothing of, no more is said", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Secret" });
  const shell = await signIn(alice);
  await shell.page.goto(`/#/room/${id}`);
  await expect(shell.page.getByText("You are not in this room")).toBeVisible();
});

// The room list: sections, what is new, search, and the ways to a room.
import { expect, test } from "../support/fixtures";

test("rooms stand in their sections, with names, previews and what is unread", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(kitchen);
  await alice.tag(await alice.createRoom({ name: "Harbour" }), "m.favourite");
  await alice.tag(await alice.createRoom({ name: "Attic" }), "m.lowpriority");
  await alice.createDirectChat(bob);
  await bob.createRoom({ name: "Garden", invite: [alice.id] });
  const shell = await signIn(alice);
  for (const [section, room] of [
    ["Invites", "Garden"],
    ["Favourites", "Harbour"],
    ["People", "Bob"],
    ["Rooms", "Kitchen"],
    ["Low priority", "Attic"],
  ]) {
    await expect(shell.section(section).getByRole("link", { name: new RegExp(`^${room}`) })).toBeVisible();
  }
  await bob.say(kitchen, "tea is ready");
  await bob.say(kitchen, `${alice.id} really`, { "m.mentions": { user_ids: [alice.id] } });
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/^Kitchen, 2 unread messages, mention/);
  await expect(shell.row("Kitchen")).toContainText("Bob: ");
  await shell.open("Kitchen");
  await expect(shell.row("Kitchen")).not.toHaveAccessibleName(/unread/);
});

test("a section folds and stays folded", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const head = shell.section("Rooms").getByRole("button", { name: "Rooms" });
  await head.click();
  await expect(shell.row("Kitchen")).toBeHidden();
  await shell.page.reload();
  await expect(head).toHaveAttribute("aria-expanded", "false");
  await head.click();
  await expect(shell.row("Kitchen")).toBeVisible();
});

test("search shows what matches while it is typed", async ({ person, signIn }) => {
  const alice = await person("Alice");
  for (const name of ["Kitchen", "Kite club", "Harbour"]) await alice.createRoom({ name });
  const shell = await signIn(alice);
  await expect(shell.row("Harbour")).toBeVisible();
  await shell.search.fill("kit");
  await expect(shell.row("Harbour")).toBeHidden();
  await expect(shell.row("Kitchen")).toBeVisible();
  await expect(shell.row("Kite club")).toBeVisible();
  await shell.search.fill("moon");
  await expect(shell.rooms.getByText("No room is called “moon”")).toBeVisible();
  await shell.search.press("Escape");
  await expect(shell.row("Harbour")).toBeVisible();
});

test("rooms open by keyboard, by address, and by going back", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const attic = await alice.createRoom({ name: "Attic" });
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.row("Attic").focus();
  await page.keyboard.press("ArrowUp");
  await expect(shell.row("Kitchen")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main", { name: "Kitchen" })).toBeVisible();
  await page.goto(`/#/room/${attic}`);
  await expect(page.getByRole("main", { name: "Attic" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("main", { name: "Kitchen" })).toBeVisible();
  await page.goto("/#/room/!nowhere:localhost");
  await expect(page.getByText("You are not in this room")).toBeVisible();
});

test("an invitation is accepted or declined", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await bob.createRoom({ name: "Garden", invite: [alice.id] });
  await bob.createRoom({ name: "Cellar", invite: [alice.id] });
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.row("Cellar").click();
  await expect(page.getByRole("heading", { name: "Bob invites you to Cellar" })).toBeVisible();
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(shell.row("Cellar")).toBeHidden();
  await shell.row("Garden").click();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("log", { name: "Timeline" })).toBeVisible();
  await expect(shell.section("Rooms").getByRole("link", { name: /^Garden/ })).toBeVisible();
});

test("changes made elsewhere show at once", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  await expect(shell.row("Kitchen")).toBeVisible();
  await alice.setState(kitchen, "m.room.name", { name: "Pantry" });
  await expect(shell.row("Pantry")).toBeVisible();
  await alice.tag(kitchen, "m.favourite");
  await expect(shell.section("Favourites").getByRole("link", { name: /^Pantry/ })).toBeVisible();
  await alice.createRoom({ name: "Brand new" });
  await expect(shell.row("Brand new")).toBeVisible();
  await alice.leave(kitchen);
  await expect(shell.row("Pantry")).toBeHidden();
});

test("the list is as wide as its reader wants it, by pointer or by keys, and stays so", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const { page } = shell;
  const width = async () => (await shell.rooms.boundingBox())!.width;
  const edge = shell.rooms.getByRole("separator", { name: "Width of the room list" });
  await expect.poll(width).toBe(320);
  const { x, y } = (await edge.boundingBox())!;
  await page.mouse.move(x + 2, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + 82, y + 320, { steps: 3 });
  await page.mouse.up();
  await expect.poll(width).toBe(400);
  await page.mouse.move(x, y + 100);
  await expect.poll(width).toBe(400);
  await edge.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(width).toBe(384);
  await expect(edge).toHaveAttribute("aria-valuenow", "24");
  await page.reload();
  await shell.waitUntilOpen();
  expect(await width()).toBe(384);
  await edge.focus();
  await page.keyboard.press("Home");
  await expect.poll(width).toBe(240);
  await edge.dblclick();
  await expect.poll(width).toBe(320);
});

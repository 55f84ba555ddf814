// What the list of rooms can do: menus of rows, filters, orders, and rows that stay where the pointer is.
import { expect, test } from "../support/fixtures";
import { unique } from "../support/homeserver";
import { refusal } from "../support/faults";

test("a room becomes a favourite, or of low priority, and everybody's other devices know", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  await alice.createRoom({ name: "Attic" });
  const shell = await signIn(alice);
  await shell.chooseFromRow("Kitchen", "Favourite");
  await expect(shell.section("Favourites").getByRole("link", { name: /^Kitchen/ })).toBeVisible();
  await expect.poll(() => alice.tags(kitchen)).toEqual(["m.favourite"]);
  const menu = await shell.openRowMenu("Kitchen");
  await expect(menu.getByRole("menuitemcheckbox", { name: "Favourite" })).toBeChecked();
  await menu.getByRole("menuitemcheckbox", { name: "Low priority" }).click();
  await expect(shell.section("Low priority").getByRole("link", { name: /^Kitchen/ })).toBeVisible();
  await expect(shell.section("Favourites")).toBeHidden();
  await expect.poll(() => alice.tags(kitchen)).toEqual(["m.lowpriority"]);
  await shell.chooseFromRow("Kitchen", "Low priority");
  await expect(shell.section("Rooms").getByRole("link", { name: /^Kitchen/ })).toBeVisible();
  await expect.poll(() => alice.tags(kitchen)).toEqual([]);
});

test("a room is marked as unread and as read, here and on other devices", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(kitchen);
  const shell = await signIn(alice);
  const other = await signIn(alice);
  await bob.say(kitchen, "tea is ready");
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/1 unread message/);
  await shell.chooseFromRow("Kitchen", "Mark as read");
  for (const device of [shell, other]) await expect(device.row("Kitchen")).not.toHaveAccessibleName(/unread/);
  await shell.chooseFromRow("Kitchen", "Mark as unread");
  for (const device of [shell, other]) await expect(device.row("Kitchen")).toHaveAccessibleName(/marked as unread/);
  await expect.poll(() => alice.isMarkedUnread(kitchen)).toBe(true);
  await other.chooseFromRow("Kitchen", "Mark as read");
  for (const device of [shell, other]) await expect(device.row("Kitchen")).not.toHaveAccessibleName(/unread/);
  await expect.poll(() => alice.isMarkedUnread(kitchen)).toBe(false);
});

test("notifications of a room are push rules, and what another device chose shows", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const expectChosen = async (name: string) => {
    const menu = await shell.openRowMenu("Kitchen");
    const group = menu.getByRole("group", { name: "Notifications" });
    await expect(group.getByRole("menuitemradio", { checked: true })).toHaveText(name);
    await shell.page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
  };
  await expectChosen("Match default settings");
  for (const [choice, rules] of [
    ["Mute room", ["override: nothing"]],
    ["Mentions & keywords", ["room: nothing"]],
    ["All messages", ["room: notify"]],
    ["Match default settings", []],
  ] as const) {
    await shell.chooseFromRow("Kitchen", choice);
    await expect.poll(() => alice.pushRules(kitchen)).toEqual(rules);
    const muted = expect(shell.row("Kitchen"));
    await (choice === "Mute room" ? muted : muted.not).toHaveAccessibleName(/, muted/);
    await expectChosen(choice);
  }
  await alice.mute(kitchen);
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/, muted/);
  await expectChosen("Mute room");
});

test("a row's menu opens without its button, and moves by keys", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const { page } = shell;
  const menu = page.getByRole("menu", { name: "Room options" });
  await shell.row("Kitchen").click({ button: "right" });
  await expect(menu.getByRole("menuitem", { name: "Mark as unread" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await shell.row("Kitchen").focus();
  await page.keyboard.press("Shift+F10");
  await expect(menu.getByRole("menuitem", { name: "Mark as unread" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitemcheckbox", { name: "Favourite" })).toBeFocused();
  await page.keyboard.press("Enter");
  const row = shell.section("Favourites").getByRole("link", { name: /^Kitchen/ });
  await expect(row).toBeVisible();
  await expect(row, "the focus goes with the room").toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Room options" }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(menu.getByRole("menuitem", { name: "Leave room" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(menu.getByRole("menuitemradio", { name: "Mute room" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => alice.pushRules(kitchen)).toEqual(["override: nothing"]);
});

test("a row's menu on a phone, and the link to the room", async ({ person, signIn, browserName }) => {
  test.skip(browserName !== "chromium", "others do not let a test read the clipboard");
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen", room_alias_name: alice.name });
  const shell = await signIn(alice);
  const { page } = shell;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 390, height: 780 });
  await shell.chooseFromRow("Kitchen", "Copy room link");
  await expect(page.getByText("Copied")).toBeVisible();
  const server = alice.id.slice(alice.id.indexOf(":") + 1);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(decodeURIComponent(link)).toBe(`https://matrix.to/#/#${alice.name}:${server}`);
});

test("what cannot be done is said", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice, faults.url);
  faults.when(/\/tags\//, refusal(403, "M_FORBIDDEN"), { method: "PUT" });
  await shell.chooseFromRow("Kitchen", "Favourite");
  await expect(shell.page.getByText("That did not work")).toBeVisible();
  await expect(shell.section("Rooms").getByRole("link", { name: /^Kitchen/ })).toBeVisible();
});

test("filters show some rooms, and say where there are none", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(kitchen);
  await alice.createDirectChat(bob);
  await alice.tag(await alice.createRoom({ name: "Harbour" }), "m.favourite");
  await bob.createRoom({ name: "Garden", invite: [alice.id] });
  const shell = await signIn(alice);
  await bob.say(kitchen, "tea is ready");
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/1 unread message/);
  const rows = shell.rooms.getByRole("link");
  for (const [filter, expected] of [
    ["Unread", [/^Garden/, /^Kitchen/]],
    ["People", [/^Bob/]],
    ["Rooms", [/^Harbour/, /^Kitchen/]],
    ["Invites", [/^Garden/]],
    ["Favourites", [/^Harbour/]],
  ] as const) {
    await shell.filter(filter);
    await expect(rows).toHaveCount(expected.length);
    for (const [n, name] of expected.entries()) await expect(rows.nth(n)).toHaveAccessibleName(name);
  }
  await shell.filter("Mentions");
  await expect(shell.rooms.getByText("Nobody mentions you")).toBeVisible();
  await bob.say(kitchen, `${alice.id} really`, { "m.mentions": { user_ids: [alice.id] } });
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/mention/);
  await shell.filter("Mentions");
  await expect(rows).toHaveCount(4);
});

test("the order is chosen and remembered, and previews can be hidden", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const ids = new Map<string, string>();
  for (const name of ["Cellar", "attic", "Balcony"]) {
    ids.set(name, await bob.createRoom({ name, invite: [alice.id] }));
    await alice.join(ids.get(name)!);
  }
  const shell = await signIn(alice);
  const { page } = shell;
  await bob.say(ids.get("Cellar")!, "wine");
  await expect.poll(() => shell.order("Rooms")).toEqual(["Cellar", "Balcony", "attic"]);
  await shell.chooseListOption("A–Z");
  await expect.poll(() => shell.order("Rooms")).toEqual(["attic", "Balcony", "Cellar"]);
  await page.reload();
  await shell.waitUntilOpen();
  await expect.poll(() => shell.order("Rooms")).toEqual(["attic", "Balcony", "Cellar"]);
  await shell.chooseListOption("Unread first");
  await expect.poll(() => shell.order("Rooms")).toEqual(["Cellar", "Balcony", "attic"]);
  await alice.say(ids.get("attic")!, "dusty");
  await expect.poll(() => shell.order("Rooms")).toEqual(["Cellar", "attic", "Balcony"]);
  await expect(shell.rooms.getByText("dusty")).toBeVisible();
  await shell.chooseListOption("Message previews");
  await expect(shell.rooms.getByText("dusty")).toBeHidden();
});

test("rows stay where they are under the pointer, and say what is new", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const ids: string[] = [];
  for (const name of ["First", "Second", "Third"]) {
    const id = await bob.createRoom({ name, invite: [alice.id] });
    await alice.join(id);
    ids.push(id);
  }
  const shell = await signIn(alice);
  const { page } = shell;
  await expect.poll(() => shell.order("Rooms")).toEqual(["Third", "Second", "First"]);
  await shell.row("Second").hover();
  await bob.say(ids[0], "news");
  await expect(shell.row("First")).toHaveAccessibleName(/1 unread message/);
  expect(await shell.order("Rooms")).toEqual(["Third", "Second", "First"]);
  await page.mouse.move(900, 300);
  await expect.poll(() => shell.order("Rooms")).toEqual(["First", "Third", "Second"]);
});

test("what one does oneself shows also under the pointer", async ({ person, signIn }) => {
  const alice = await person("Alice");
  for (const name of ["First", "Second"]) await alice.createRoom({ name });
  const shell = await signIn(alice);
  await shell.row("First").hover();
  await shell.chooseFromRow("First", "Favourite");
  await expect(shell.section("Favourites").getByRole("link", { name: /^First/ })).toBeVisible();
});

test("the next room, the next unread room and any room are near without a pointer", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const ids: string[] = [];
  for (const name of ["Attic", "Balcony", "Cellar", "Den"]) {
    const id = await bob.createRoom({ name, invite: [alice.id] });
    await alice.join(id);
    ids.push(id);
  }
  await alice.createDirectChat(bob);
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.chooseListOption("A–Z");
  await bob.say(ids[2], "wine");
  await expect(shell.row("Cellar")).toHaveAccessibleName(/1 unread message/);
  const isOpen = (name: string) => expect(page.getByRole("main", { name })).toBeVisible();
  await shell.open("Attic");
  await page.keyboard.press("Alt+ArrowDown");
  await isOpen("Balcony");
  await page.keyboard.press("Alt+ArrowUp");
  await isOpen("Attic");
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await isOpen("Cellar");
  await page.keyboard.press("Control+k");
  const dialog = shell.dialog("Go to a room");
  const search = dialog.getByRole("searchbox", { name: "Search rooms and people" });
  await expect(search).toBeFocused();
  const own = shell.ownOptions(dialog);
  await page.keyboard.type("bo");
  await expect(own).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await isOpen("Bob");
  await page.keyboard.press("Control+k");
  await expect(search).toBeFocused();
  await page.keyboard.type("e");
  await expect(own).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  const chosen = dialog.getByRole("option", { selected: true });
  await expect(chosen).toHaveCount(1);
  const name = (await chosen.getAttribute("aria-label"))!.split(",")[0];
  await page.keyboard.press("Enter");
  await isOpen(name);
  await page.keyboard.press("Control+k");
  await expect(search).toBeFocused();
  await page.keyboard.type(unique("moon"));
  await expect(dialog.getByText("Nothing of that name")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

// The space bar: what its entries show, what is new in them, their order, keys, and what stays over a reload.
import { LoginPage } from "../pages/login";
import type { Shell } from "../pages/shell";
import { SpaceBar } from "../pages/spaces";
import { expectAccessible } from "../support/axe";
import { refusal } from "../support/faults";
import { expect, test } from "../support/fixtures";
import type { Person } from "../support/homeserver";
import { overhang } from "../support/sight";

/** Rooms of all kinds; Bob is in those of the spaces. */
async function makeSpaces(alice: Person, bob: Person) {
  const room = async (name: string) => {
    const id = await alice.createRoom({ name, invite: [bob.id] });
    await bob.join(id);
    return id;
  };
  const [work, floor] = [await alice.createSpace("Work"), await alice.createSpace("Floor")];
  const [office, printer] = [await room("Office"), await room("Printer")];
  await alice.addToSpace(work, office);
  await alice.addToSpace(work, floor);
  await alice.addToSpace(floor, printer);
  await alice.createDirectChat(bob);
  await alice.createRoom({ name: "Attic" });
  await alice.tag(await alice.createRoom({ name: "Harbour" }), "m.favourite");
  return { work, floor, office, printer };
}

const expectRooms = (shell: Shell, names: string[]) => expect.poll(() => shell.names()).toEqual([...names].sort());

test("the list shows the rooms of the entry that is chosen @main", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const { work } = await makeSpaces(alice, bob);
  const shell = await signIn(alice);
  const { page, rooms } = shell;
  const spaces = new SpaceBar(page);
  await spaces.expectChosen("Home");
  await expectRooms(shell, ["Attic", "Bob", "Harbour", "Office", "Printer"]);
  await expect(rooms.getByRole("heading", { name: "Loggia" })).toBeVisible();
  await expect.poll(() => spaces.order()).toEqual(["Work"]);
  await spaces.fold("Work").click();
  await expect.poll(() => spaces.order()).toEqual(["Work", "Floor"]);
  for (const [name, expected] of [
    ["Favourites", ["Harbour"]],
    ["People", ["Bob"]],
    ["Other rooms", ["Attic", "Harbour"]],
    ["Work", ["Office", "Printer"]],
    ["Floor", ["Printer"]],
  ] as const) {
    await spaces.choose(name);
    await expect(rooms.getByRole("heading", { name, exact: true })).toBeVisible();
    await expectRooms(shell, [...expected]);
  }
  await spaces.choose("Work");
  const home = new RegExp(`#/space/${work.replace(/[.$]/g, "\\$&")}$`);
  await expect(page).toHaveURL(home);
  await spaces.choose("People");
  await expect(page, "the home of no space").toHaveURL(/#\/$/);
  await shell.open("Bob");
  await spaces.choose("Favourites");
  await expect(page.getByRole("main", { name: "Bob" }), "a room stays open").toBeVisible();
});

test("what was looked for is forgotten where something else is chosen, and nothing is said to be nothing", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await alice.createRoom({ name: "Attic" });
  await alice.createSpace("Empty");
  const theirs = await bob.createSpace("Theirs", { invite: [alice.id] });
  await alice.join(theirs);
  const shell = await signIn(alice);
  const spaces = new SpaceBar(shell.page);
  await shell.search.fill("moon");
  await expect(shell.rooms.getByText("No room is called “moon”")).toBeVisible();
  await spaces.choose("Other rooms");
  await expect(shell.search).toHaveValue("");
  await expectRooms(shell, ["Attic"]);
  await shell.filter("Unread");
  await expect(shell.rooms.getByText("Nothing is unread")).toBeVisible();
  await spaces.choose("Favourites");
  await expect(shell.rooms.getByText("No favourites yet")).toBeVisible();
  await spaces.choose("People");
  await expect(shell.rooms.getByText("No direct chats yet")).toBeVisible();
  const add = shell.rooms.getByRole("button", { name: "Add existing rooms" });
  await spaces.choose("Theirs");
  await expect(shell.rooms.getByText("No rooms in this space yet")).toBeVisible();
  await expect(add, "for those who may").toBeHidden();
  await spaces.choose("Empty");
  await add.click();
  await expect(shell.dialog("Add existing rooms")).toBeVisible();
});

test("what is new shows on a space, on those that it stands in, and beside the page whatever is chosen", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const { printer, office } = await makeSpaces(alice, bob);
  const shell = await signIn(alice);
  const { page } = shell;
  const spaces = new SpaceBar(page);
  await expectRooms(shell, ["Attic", "Bob", "Harbour", "Office", "Printer"]);
  await spaces.fold("Work").click();
  await spaces.choose("People");
  await bob.say(printer, "out of paper");
  for (const name of ["Home", "Work", "Floor"]) await expect(spaces.entry(name)).toHaveAccessibleName(`${name}, 1 unread message`);
  await bob.say(office, `${alice.id}, paper please`, { "m.mentions": { user_ids: [alice.id] } });
  for (const name of ["Home", "Work"]) await expect(spaces.entry(name)).toHaveAccessibleName(`${name}, 2 unread messages, mention`);
  for (const name of ["Favourites", "People", "Other rooms"]) await expect(spaces.entry(name)).toHaveAccessibleName(name);
  await expect(spaces.entry("Floor")).toHaveAccessibleName("Floor, 1 unread message");
  await expect(page).toHaveTitle(/^\(2\) /);
  await spaces.choose("Work");
  await shell.open("Office");
  await expect(spaces.entry("Work")).toHaveAccessibleName("Work, 1 unread message");
  await expect(page).toHaveTitle(/^\(1\) /);
});

test("spaces come and go as the account's other devices join and leave them", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice);
  const { page } = shell;
  const spaces = new SpaceBar(page);
  await expect.poll(() => spaces.order()).toEqual([]);
  const work = await alice.createSpace("Work");
  await expect(spaces.entry("Work")).toBeVisible();
  const office = await alice.createRoom({ name: "Office" });
  await alice.createRoom({ name: "Attic" });
  await alice.addToSpace(work, office);
  await spaces.choose("Work");
  await expectRooms(shell, ["Office"]);
  await alice.removeFromSpace(work, office);
  await expect(shell.rooms.getByText("No rooms in this space yet")).toBeVisible();
  await alice.addToSpace(work, office);
  await expectRooms(shell, ["Office"]);
  await alice.setState(work, "m.room.name", { name: "Labour" });
  await expect(shell.rooms.getByRole("heading", { name: "Labour" })).toBeVisible();
  await alice.leave(work);
  await expect(spaces.entry("Labour")).toBeHidden();
  await spaces.expectChosen("Home");
  await expectRooms(shell, ["Attic", "Office"]);

  const club = await bob.createSpace("Club", { invite: [alice.id] });
  await expect(spaces.entry("Club")).toHaveAccessibleName("Club, invitation");
  await spaces.entry("Club").click();
  await expect(page).toHaveURL(/#\/space\//);
  await spaces.expectChosen("Home");
  await alice.join(club);
  await spaces.expectChosen("Club");
});

test("spaces are put in order, on all devices", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  for (const name of ["One", "Two", "Three"]) await alice.createSpace(name);
  const shell = await signIn(alice, faults.url);
  const other = new SpaceBar((await signIn(alice)).page);
  const spaces = new SpaceBar(shell.page);
  await expect.poll(async () => (await spaces.order()).length).toBe(3);
  const [a, b, c] = (await spaces.order()) as [string, string, string];
  await spaces.chooseFromMenu(a, "Move down");
  for (const bar of [spaces, other]) await expect.poll(() => bar.order()).toEqual([b, a, c]);
  await spaces.chooseFromMenu(c, "Move up");
  for (const bar of [spaces, other]) await expect.poll(() => bar.order()).toEqual([b, c, a]);
  const menu = await spaces.openMenu(a);
  await expect(menu.getByRole("menuitem", { name: "Move up" })).toBeVisible();
  await expect(menu.getByRole("menuitem", { name: "Move down" })).toBeHidden();
  await shell.page.keyboard.press("Escape");
  faults.when(/space_order/, refusal(403, "M_FORBIDDEN"), { method: "PUT" });
  await spaces.chooseFromMenu(b, "Move down");
  await expect(shell.page.getByText("That did not work")).toBeVisible();
  expect(await other.order()).toEqual([b, c, a]);
});

test("the bar is one stop of the Tab key, and digits lead to its entries", async ({ person, signIn, browserName }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await makeSpaces(alice, bob);
  const shell = await signIn(alice);
  const { page } = shell;
  const spaces = new SpaceBar(page);
  await expect(spaces.entry("Work")).toBeVisible();
  await spaces.entry("Home").focus();
  for (const name of ["Favourites", "People", "Other rooms", "Work"]) {
    await page.keyboard.press("ArrowDown");
    await expect(spaces.entry(name)).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(spaces.fold("Work")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(spaces.fold("Work")).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await expect(spaces.entry("Floor")).toBeFocused();
  await page.keyboard.press("Enter");
  await spaces.expectChosen("Floor");
  await expectRooms(shell, ["Printer"]);
  await page.keyboard.press("End");
  await expect(spaces.newSpace).toBeFocused();
  await page.keyboard.press("Home");
  await expect(spaces.entry("Home")).toBeFocused();
  const stops = await spaces.bar.getByRole("button").evaluateAll((buttons) => {
    return buttons.filter((button) => (button as HTMLElement).tabIndex >= 0).map((button) => button.getAttribute("aria-label"));
  });
  expect(stops).toEqual(["Home"]);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Account menu" })).toBeFocused();

  await shell.search.focus();
  for (const [key, name] of [["Alt+5", "Work"], ["Alt+2", "Favourites"], ["Alt+6", "Floor"], ["Alt+1", "Home"]] as const) {
    await page.keyboard.press(key);
    await spaces.expectChosen(name);
  }
  await expect(shell.search, "nothing is written").toHaveValue("");
  // Other browsers have tabs to choose with these.
  if (browserName === "chromium") {
    await page.keyboard.press("Control+3");
    await spaces.expectChosen("People");
  }
  await page.keyboard.press("Control+/");
  const shortcuts = shell.dialog("Keyboard shortcuts");
  await expect(shortcuts.getByText("Choose an entry of the space bar")).toBeVisible();
  await page.keyboard.press("Alt+4");
  await page.keyboard.press("Escape");
  await expect(shortcuts).toBeHidden();
  await expect(spaces.entry("Other rooms")).not.toHaveAttribute("aria-current");
  await spaces.entry("Work").focus();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu", { name: "Space options" }).getByRole("menuitem").first()).toBeFocused();
});

test("what is chosen and unfolded stays so, until the account is signed out", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await makeSpaces(alice, bob);
  const shell = await signIn(alice);
  const { page } = shell;
  const spaces = new SpaceBar(page);
  await spaces.fold("Work").click();
  await shell.waitUntilKept(() => spaces.choose("Floor"));
  await page.reload();
  await spaces.expectChosen("Floor");
  await expect(shell.rooms.getByRole("heading", { name: "Floor" })).toBeVisible();
  await shell.waitUntilOpen();
  await expect.poll(() => spaces.order()).toEqual(["Work", "Floor"]);
  await expectRooms(shell, ["Printer"]);
  await spaces.fold("Work").click();
  await expect.poll(() => spaces.order(), "what is chosen shows").toEqual(["Work", "Floor"]);
  await spaces.choose("People");
  await expect.poll(() => spaces.order()).toEqual(["Work"]);
  await page.reload();
  await shell.waitUntilOpen();
  await spaces.expectChosen("People");
  await expectRooms(shell, ["Bob"]);
  await shell.chooseFromAccountMenu("Sign out");
  await page.getByRole("button", { name: /^Sign out( anyway)?$/ }).click();
  await expect(new LoginPage(page).username).toBeEditable();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("loggia:space-scope"))).toBeNull();
});

test("spaces are found by their names, and their menu has what can be done with them", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await makeSpaces(alice, bob);
  const theirs = await bob.createSpace("Theirs", { invite: [alice.id] });
  await alice.join(theirs);
  const shell = await signIn(alice);
  const { page } = shell;
  const spaces = new SpaceBar(page);
  await expect(spaces.entry("Theirs")).toBeVisible();
  await page.keyboard.press("Control+k");
  const dialog = shell.dialog("Go to a room");
  await expect(dialog.getByRole("searchbox")).toBeFocused();
  await expect(dialog.getByRole("option").first()).toBeVisible();
  await expect(dialog.getByRole("option", { name: "Work" })).toBeHidden();
  await page.keyboard.type("FLO");
  await expect(shell.ownOptions(dialog)).toHaveAccessibleName(/^Floor.*, Space$/);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await spaces.expectChosen("Floor");
  await expect(page).toHaveURL(/#\/space\//);

  const options = shell.rooms.getByRole("button", { name: "Space options" });
  const items = page.getByRole("menu", { name: "Space options" }).getByRole("menuitem");
  await options.click();
  const inside = ["New room here", "Add existing room", "New space here"];
  const always = ["Space settings", "Copy space link", "Leave space"];
  await expect(items).toHaveText(["Space home", "Invite", ...inside, ...always]);
  await page.keyboard.press("Escape");
  await spaces.choose("Theirs");
  await options.click();
  await expect(items, "by those who may").toHaveText(["Space home", "Invite", ...always]);
  await page.keyboard.press("Escape");
  await spaces.newSpace.click();
  await expect(shell.dialog("New space")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(shell.dialog("New space")).toBeHidden();
  await shell.add("New space");
  await expect(shell.dialog("New space")).toBeVisible();
});

test("on a phone the bar stands beside the rooms, and is gone where a room is", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await makeSpaces(alice, bob);
  const shell = await signIn(alice);
  const { page } = shell;
  await page.setViewportSize({ width: 360, height: 740 });
  const spaces = new SpaceBar(page);
  await spaces.fold("Work").click();
  await spaces.choose("Work");
  await expectRooms(shell, ["Office", "Printer"]);
  for (const name of ["Home", "Work", "Floor"]) {
    const { width, height } = (await spaces.entry(name).boundingBox())!;
    expect(Math.min(width, height), `${name} for a finger`).toBeGreaterThanOrEqual(44);
  }
  expect(await overhang(page)).toBe(0);
  await shell.rooms.getByRole("link", { name: "Work", exact: true }).click();
  await expect(page).toHaveURL(/#\/space\//);
  await expect(spaces.bar).toBeHidden();
  await page.goBack();
  await expect(spaces.bar).toBeVisible();
  await shell.open("Office");
  await expect(spaces.bar).toBeHidden();
});

test.describe("for weak eyes and assistive technology", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("axe finds nothing in the bar and its menus", async ({ person, signIn }) => {
    const [alice, bob] = [await person("Alice"), await person("Bob")];
    const { printer } = await makeSpaces(alice, bob);
    await bob.createSpace("Club", { invite: [alice.id] });
    const shell = await signIn(alice);
    const { page } = shell;
    const spaces = new SpaceBar(page);
    await expectRooms(shell, ["Attic", "Bob", "Harbour", "Office", "Printer"]);
    await spaces.fold("Work").click();
    await bob.say(printer, "out of paper");
    await expect(spaces.entry("Floor")).toHaveAccessibleName("Floor, 1 unread message");
    await expect(spaces.entry("Club")).toBeVisible();
    await spaces.choose("Favourites");
    await expectAccessible(page, "the space bar");
    await spaces.openMenu("Work");
    await expectAccessible(page, "a space's menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("work");
    await expect(shell.dialog("Go to a room").getByRole("option", { name: /^Work/ })).toBeVisible();
    await expectAccessible(page, "spaces that are found");
  });
});

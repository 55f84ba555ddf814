// The home of a space: what is in it, and what its people do there; making, filling and leaving spaces.
import { PeopleDialog } from "../pages/people";
import { NewRoomDialog } from "../pages/new-room";
import { RoomPage } from "../pages/room";
import { NewSpaceDialog, SpaceHome } from "../pages/space-home";
import { SpaceBar } from "../pages/spaces";
import { expectAccessible } from "../support/axe";
import { rateLimited, refusal } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { unique, type Person } from "../support/homeserver";
import { png } from "../support/pictures";
import { overhang } from "../support/sight";

// Colours on their way from one to the next are nobody's colours.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const SPACE = { creation_content: { type: "m.space" }, room_version: "10" };
const PUBLIC = { preset: "public_chat", visibility: "public" };

type Child = { via?: string[]; order?: string; suggested?: boolean };

const serverOf = (person: Person) => person.id.slice(person.id.indexOf(":") + 1);
const path = (room: string) => `/rooms/${encodeURIComponent(room)}`;

/** Makes a space with these rooms in it, in this order. */
async function makeSpace(owner: Person, name: string, rooms: string[], options: Record<string, unknown> = {}) {
  const space = await owner.createRoom({ ...SPACE, name, ...options });
  for (const [place, room] of rooms.entries()) await putInto(owner, space, room, String(place).padStart(3, "0"));
  return space;
}

async function putInto(owner: Person, space: string, room: string, order: string) {
  await owner.setState(space, "m.space.child", { via: [serverOf(owner)], order }, room);
}

/** Lets the members of a space in. */
const restrictedTo = (space: string) => ({
  room_version: "10",
  initial_state: [{
    type: "m.room.join_rules",
    state_key: "",
    content: { join_rule: "restricted", allow: [{ type: "m.room_membership", room_id: space }] },
  }],
});

/** What a space has in it, as the server knows it: by the room. */
async function childrenOf(person: Person, space: string): Promise<Record<string, Child>> {
  const state = (await person.get(`${path(space)}/state`)) as unknown as { type: string; state_key: string; content: Child }[];
  const children = state.filter(({ type, content }) => type === "m.space.child" && (content.via ?? []).length > 0);
  return Object.fromEntries(children.map(({ state_key, content }) => [state_key, content]));
}

/** The rooms of a space in its order, as the server knows it. */
async function orderIn(person: Person, space: string): Promise<string[]> {
  const children = Object.entries(await childrenOf(person, space));
  const order = (child: Child) => child.order ?? "~~";
  return children.sort(([, one], [, other]) => (order(one) < order(other) ? -1 : 1)).map(([room]) => room);
}

async function nameOf(person: Person, room: string): Promise<string> {
  return (await person.get(`${path(room)}/state/m.room.name/`)).name as string;
}

async function joinedRooms(person: Person): Promise<string[]> {
  return (await person.get("/joined_rooms")).joined_rooms as string[];
}

test("a private space begins with rooms for its members", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice);
  const { page } = shell;
  await new SpaceBar(page).newSpace.click();
  const form = new NewSpaceDialog(page);
  await form.chooseKind("Public");
  await form.press("Back");
  await form.chooseKind("Me and others");
  await expect(form.address).toBeHidden();
  await form.press("Continue");
  await expect(form.dialog.getByText("Enter a name for the space.")).toBeVisible();
  await form.name.fill("Harbour");
  await form.topic.fill("ships & cranes");
  await form.choosePicture({ name: "ship.png", mimeType: "image/png", buffer: png(64, 64) });
  await form.press("Continue");
  await expect(form.room(1)).toHaveValue("General");
  await expect(form.room(2)).toHaveValue("Random");
  await expect(form.room(3)).toHaveValue("");
  await form.room(2).fill("Quay");
  await form.press("Back");
  await expect(form.name).toHaveValue("Harbour");
  await form.press("Continue");
  await expect(form.room(2)).toHaveValue("Quay");
  await form.press("Create space");

  const invite = new PeopleDialog(page, "Invite to Harbour");
  await expect(invite.dialog.getByRole("button", { name: "Copy invite link" })).toBeHidden();
  await invite.choose(bob.id);
  await invite.press("Invite");
  await expect(page.getByText("1 person was invited.")).toBeVisible();
  await expect(form.dialog).toBeHidden();

  const home = new SpaceHome(page, "Harbour");
  await home.expectRooms(["General", "Quay"]);
  await expect(home.main.getByText("ships & cranes")).toBeVisible();
  await expect(home.main.getByRole("list", { name: "About this space" })).toContainText("Private space");
  await expect(home.main.getByRole("textbox", { name: "Message" })).toBeHidden();
  await new SpaceBar(page).expectChosen("Harbour");
  await expect(shell.row("Quay")).toBeVisible();

  const space = decodeURIComponent(new URL(page.url()).hash.replace("#/space/", ""));
  const rooms = await orderIn(alice, space);
  expect((await Promise.all(rooms.map((room) => nameOf(alice, room)))).sort()).toEqual(["General", "Quay"]);
  for (const room of rooms) {
    const rules = await alice.get(`${path(room)}/state/m.room.join_rules/`);
    expect(rules).toMatchObject({ join_rule: "restricted", allow: [{ room_id: space }] });
    expect(await alice.get(`${path(room)}/state/m.room.encryption/`)).toHaveProperty("algorithm");
  }
  expect(await alice.get(`${path(space)}/state/m.room.create/`)).toMatchObject({ type: "m.space" });
  await bob.join(space);
  await bob.join(rooms[0]!);
});

test("a public space whose address is taken keeps everything", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const taken = unique("harbour");
  await alice.createRoom({ name: "Harbour", room_alias_name: taken });
  const shell = await signIn(alice);
  const { page } = shell;
  await new SpaceBar(page).newSpace.click();
  const form = new NewSpaceDialog(page);
  await form.chooseKind("Public");
  const name = unique("Harbour");
  await form.name.fill(name);
  await expect(form.address).toHaveValue(name.toLowerCase());
  await form.topic.fill("ships");
  await form.address.fill(taken);
  await expect(form.dialog.getByText("Another room has this address already.")).toBeVisible();
  await form.press("Continue");
  await expect(form.dialog.getByText("Another room has this address already.")).toBeVisible();
  await expect(form.name).toHaveValue(name);
  await expect(form.topic).toHaveValue("ships");
  const address = unique("quay");
  await form.address.fill(address);
  await expect(form.dialog.getByText("This address is free.")).toBeVisible();
  await form.press("Continue");
  await expect(form.room(1)).toHaveValue("General");
  // Somebody is faster.
  await alice.createRoom({ name: "Quay", room_alias_name: address });
  await form.room(1).fill("Bridge");
  await form.press("Create space");
  await expect(form.dialog.getByText("Another room has this address already.")).toBeVisible();
  await expect(form.name).toHaveValue(name);
  await form.address.fill(unique("pier"));
  await form.press("Continue");
  await expect(form.room(1)).toHaveValue("Bridge");
  await form.room(2).fill("");
  await form.press("Create space");

  const invite = new PeopleDialog(page, `Invite to ${name}`);
  await expect(invite.dialog.getByRole("button", { name: "Copy invite link" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(invite.dialog).toBeHidden();
  const home = new SpaceHome(page, name);
  await home.expectRooms(["Bridge"]);
  await expect(home.main.getByRole("list", { name: "About this space" })).toContainText("Public space");
});

test("a first room that cannot be created is told, and tried again", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await new SpaceBar(page).newSpace.click();
  const form = new NewSpaceDialog(page);
  await form.chooseKind("Me and others");
  await form.name.fill("Harbour");
  await form.press("Continue");
  // The space is made, its first room is not.
  const rule = faults.when(/\/createRoom$/, refusal(403, "M_FORBIDDEN"), { times: 1, every: 2 });
  await form.press("Create space");
  await expect(form.notCreated).toHaveText([/General.*The server does not allow this\./]);
  faults.heal(rule);
  await form.press("Retry");
  const invite = new PeopleDialog(page, "Invite to Harbour");
  await expect(invite.search).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(invite.dialog).toBeHidden();
  await new SpaceHome(page, "Harbour").expectRooms(["Random", "General"]);
});

test("a space for nobody else takes rooms that there are", async ({ person, signIn }) => {
  const alice = await person("Alice");
  for (const name of ["Attic", "Kitchen"]) await alice.createRoom({ name });
  const shell = await signIn(alice);
  const { page } = shell;
  await new SpaceBar(page).newSpace.click();
  const form = new NewSpaceDialog(page);
  await form.chooseKind("Just me");
  await form.name.fill("Home sweet home");
  await form.press("Create space");
  await form.dialog.getByRole("checkbox", { name: "Kitchen" }).check();
  await form.press("Add (1)");
  const home = new SpaceHome(page, "Home sweet home");
  await home.expectRooms(["Kitchen"]);
  await expect(form.dialog).toBeHidden();
});

test("a space is joined by its link, and a room of it from its home", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const alias = unique("harbour");
  const space = await makeSpace(alice, "Harbour", [], { ...PUBLIC, room_alias_name: alias, topic: "ships" });
  const general = await alice.createRoom({ name: "General", topic: "all there is", ...restrictedTo(space) });
  await putInto(alice, space, general, "a");
  const shell = await signIn(bob);
  const { page } = shell;
  await page.goto(`/#/room/%23${alias}:${serverOf(alice)}`);
  const home = new SpaceHome(page, "Harbour");
  await expect(home.main.getByRole("heading", { name: "Harbour" })).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\/space\//);
  await home.main.getByRole("button", { name: "Join space" }).click();
  await home.expectRooms(["General"]);
  await expect(home.row("General")).toContainText("all there is");
  await expect(home.main.getByRole("button", { name: "Room options" })).toHaveCount(0);
  await home.press("General", "Join");
  await expect(home.row("General").getByRole("button", { name: "Open" })).toBeFocused();
  await expect(home.row("General")).toHaveAccessibleName(/Joined/);
  await expect(shell.row("General")).toBeVisible();
  await home.press("General", "Open");
  await new RoomPage(page, "General").waitUntilOpen();
  // The address of a room leads to the space's home where it is one.
  await page.goto(`/#/room/${space}`);
  await home.expectRooms(["General"]);
});

test("rooms are suggested, moved and removed for all", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const rooms: string[] = [];
  for (const name of ["Attic", "Bridge", "Cellar"]) rooms.push(await alice.createRoom({ name }));
  const [attic, bridge, cellar] = rooms as [string, string, string];
  const space = await makeSpace(alice, "House", rooms);
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await home.expectRooms(["Attic", "Bridge", "Cellar"]);

  await home.choose("Bridge", "Mark as suggested");
  await expect(home.row("Bridge")).toHaveAccessibleName(/, Suggested/);
  expect((await childrenOf(alice, space))[bridge]).toMatchObject({ suggested: true });
  await home.choose("Bridge", "Mark as not suggested");
  await expect(home.row("Bridge")).not.toHaveAccessibleName(/, Suggested/);
  expect((await childrenOf(alice, space))[bridge]!.suggested ?? false).toBe(false);

  await home.choose("Cellar", "Move up");
  await home.expectRooms(["Attic", "Cellar", "Bridge"]);
  expect(await orderIn(alice, space)).toEqual([attic, cellar, bridge]);
  await home.choose("Attic", "Move down");
  await home.expectRooms(["Cellar", "Attic", "Bridge"]);
  expect(await orderIn(alice, space)).toEqual([cellar, attic, bridge]);
  await home.choose("Attic", "Move down");
  await home.expectRooms(["Cellar", "Bridge", "Attic"]);
  await home.press("Attic", "Room options");
  await expect(page.getByRole("menuitem", { name: "Move down" })).toBeHidden();
  await page.keyboard.press("Escape");

  const rule = faults.when(/m\.space\.child/, rateLimited(7_000), { method: "PUT" });
  await home.choose("Bridge", "Remove from space");
  await expect(page.getByRole("alert").filter({ hasText: "7 seconds" })).toBeVisible();
  faults.heal(rule);
  await home.choose("Bridge", "Remove from space");
  await home.expectRooms(["Cellar", "Attic"]);
  expect(Object.keys(await childrenOf(alice, space)).sort()).toEqual([attic, cellar].sort());
  await expect(home.tree.getByRole("treeitem").first()).toHaveAttribute("tabindex", "0");
});

test("spaces unfold in place, by the keyboard as well, and never in a circle", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const [soup, kettle] = [await alice.createRoom({ name: "Soup", topic: "leek & potato" }), await alice.createRoom({ name: "Kettle" })];
  const inner = await makeSpace(alice, "Kitchen", [soup]);
  const space = await makeSpace(alice, "House", [inner, kettle]);
  await putInto(alice, inner, space, "z");
  const shell = await signIn(alice);
  const { page } = shell;
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await home.expectRooms(["Kitchen", "Kettle"]);
  await home.unfold("Kitchen");
  await home.expectRooms(["Kitchen", "Soup", "House", "Kettle"]);
  await expect(home.row("House")).not.toHaveAttribute("aria-expanded");
  await expectAccessible(page, "the home of a space");

  await home.row("Kettle").focus();
  await page.keyboard.press("ArrowUp");
  await expect(home.row("House")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(home.row("Kitchen")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(home.row("Soup")).toBeFocused();
  await page.keyboard.press("End");
  await expect(home.row("Kettle")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(home.row("Kitchen")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await home.expectRooms(["Kitchen", "Kettle"]);
  await page.keyboard.press("ArrowRight");
  await home.expectRooms(["Kitchen", "Soup", "House", "Kettle"]);

  await home.search.fill("leek");
  await expect(home.row("Soup")).toBeVisible();
  await expect(home.row("Kitchen")).toBeVisible();
  await expect(home.row("Kettle")).toBeHidden();
  await home.search.fill("moon");
  await expect(home.main.getByText("Nothing of that name")).toBeVisible();
  await home.search.fill("");
  await home.row("Soup").focus();
  await page.keyboard.press("Enter");
  await new RoomPage(page, "Soup").waitUntilOpen();
  await page.goBack();
  await home.tree.getByRole("link", { name: /^Kitchen/ }).click();
  await new SpaceHome(page, "Kitchen").expectRooms(["Soup", "House"]);
});

test("pages of a large space follow as it is scrolled", async ({ person, signIn }) => {
  test.slow();
  const alice = await person("Alice");
  const rooms: string[] = [];
  for (let n = 0; n < 60; n++) rooms.push(await alice.createRoom({ name: `Shelf ${String(n).padStart(2, "0")}` }));
  const space = await makeSpace(alice, "Library", rooms);
  const shell = await signIn(alice);
  await shell.page.goto(`/#/space/${space}`);
  const home = new SpaceHome(shell.page, "Library");
  const rows = home.tree.getByRole("treeitem");
  await expect(rows.first()).toHaveAccessibleName(/^Shelf 00/);
  await rows.first().hover();
  await expect(async () => {
    await shell.page.mouse.wheel(0, 10_000);
    await expect(rows).toHaveCount(60, { timeout: 1_000 });
  }).toPass();
  await expect(rows.last()).toHaveAccessibleName(/^Shelf 59/);
});

test("existing rooms and spaces are added, and what fails is tried again", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const attic = await alice.createRoom({ name: "Attic" });
  const bridge = await alice.createRoom({ name: "Bridge" });
  const inner = await makeSpace(alice, "Club", []);
  const inside = await alice.createRoom({ name: "Inside" });
  const space = await makeSpace(alice, "House", [inside]);
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await home.expectRooms(["Inside"]);
  await home.main.getByRole("button", { name: "Add existing rooms" }).click();
  const dialog = shell.dialog("Add existing rooms");
  await expect(dialog.getByRole("list", { name: "Rooms" }).getByRole("checkbox")).toHaveCount(2);
  await expect(dialog.getByRole("list", { name: "Spaces" }).getByRole("checkbox", { name: "Club" })).toBeVisible();
  await expectAccessible(page, "rooms that can be added");
  await dialog.getByRole("textbox", { name: "Search your rooms" }).fill("bri");
  await expect(dialog.getByRole("checkbox")).toHaveCount(1);
  await dialog.getByRole("checkbox", { name: "Bridge" }).check();
  await dialog.getByRole("textbox", { name: "Search your rooms" }).fill("");
  await expect(dialog.getByRole("checkbox", { name: "Bridge" })).toBeChecked();
  await dialog.getByRole("checkbox", { name: "Attic" }).check();
  await dialog.getByRole("checkbox", { name: "Club" }).check();
  const rule = faults.when(new RegExp(`m\\.space\\.child/.*${bridge.slice(1, 8)}`), refusal(403, "M_FORBIDDEN"), { method: "PUT" });
  await dialog.getByRole("button", { name: "Add (3)" }).click();
  const failed = dialog.getByRole("list", { name: "Not added" }).getByRole("listitem");
  await expect(failed).toHaveText([/Bridge.*The server does not allow this\./]);
  faults.heal(rule);
  await dialog.getByRole("button", { name: "Retry" }).click();
  await expect(dialog).toBeHidden();
  await expect(home.tree.getByRole("treeitem")).toHaveCount(4);
  expect(Object.keys(await childrenOf(alice, space)).sort()).toEqual([attic, bridge, inner, inside].sort());
});

test("a new room of a space is for its members, and in it", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const space = await makeSpace(alice, "House", []);
  const shell = await signIn(alice);
  const { page } = shell;
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await expect(home.main.getByRole("heading", { name: "No rooms in this space yet" })).toBeVisible();
  await home.main.getByRole("button", { name: "New room" }).click();
  const form = new NewRoomDialog(page);
  await expect(form.dialog.getByText("The room will be in House.")).toBeVisible();
  await expect(form.type.locator("option:checked")).toHaveText("Space members");
  await form.name.fill("Attic");
  await form.createAs("Attic");
  await expect.poll(async () => Object.keys(await childrenOf(alice, space)).length).toBe(1);
  const [room] = Object.keys(await childrenOf(alice, space));
  const rules = await alice.get(`${path(room!)}/state/m.room.join_rules/`);
  expect(rules).toMatchObject({ join_rule: "restricted", allow: [{ room_id: space }] });
  await page.goBack();
  await home.expectRooms(["Attic"]);
});

test("a space is left with some of its rooms", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const attic = await alice.createRoom({ name: "Attic" });
  const bridge = await alice.createRoom({ name: "Bridge", invite: [bob.id], room_version: "10" });
  await bob.join(bridge);
  const space = await makeSpace(alice, "House", [attic, bridge]);
  await makeSpace(alice, "Club", [attic]);
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await home.expectRooms(["Attic", "Bridge"]);
  await home.chooseOption("Leave space");
  const dialog = shell.dialog("Leave space");
  await expect(dialog.getByText("You are the only person here.")).toBeVisible();
  await expect(dialog.getByRole("radio", { name: "Don't leave any rooms" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Leave all rooms" }).check();
  await expect(dialog.getByText("You are the only admin here")).toHaveCount(1);
  await dialog.getByRole("radio", { name: "Leave some rooms" }).check();
  await expect(dialog.getByRole("checkbox", { name: "Bridge" })).toHaveAccessibleDescription("You are the only admin here");
  await expect(dialog.getByRole("checkbox", { name: "Attic" })).toHaveAccessibleDescription("Also in another space");
  await expectAccessible(page, "leaving a space");
  await dialog.getByRole("checkbox", { name: "Attic" }).check();
  const rule = faults.when(/\/leave$/, refusal(400, "M_UNKNOWN"), { times: 1 });
  await dialog.getByRole("button", { name: "Leave space" }).click();
  await expect(dialog.getByRole("list", { name: "Not left" }).getByRole("listitem")).toHaveText([/Attic/]);
  faults.heal(rule);
  await dialog.getByRole("button", { name: "Retry" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "Choose a room" })).toBeVisible();
  await new SpaceBar(page).expectChosen("Home");
  await expect(new SpaceBar(page).entry("House")).toBeHidden();
  const joined = await joinedRooms(alice);
  expect(joined).toContain(bridge);
  expect(joined).not.toContain(attic);
  expect(joined).not.toContain(space);
});

test("an only admin of a space names another before leaving it", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const space = await makeSpace(alice, "House", [], { invite: [bob.id] });
  await bob.join(space);
  const shell = await signIn(alice);
  const { page } = shell;
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await home.waitUntilOpen();
  await home.chooseOption("Leave space");
  const dialog = shell.dialog("Leave space");
  await expect(dialog.getByText("You are the only admin of this space.")).toBeVisible();
  await expect(dialog.getByText("This space is not public.")).toBeVisible();
  await dialog.getByRole("button", { name: "Make admin" }).click();
  await expect(dialog.getByText("Bob is an admin now.")).toBeVisible();
  await dialog.getByRole("button", { name: "Leave space" }).click();
  await expect(dialog).toBeHidden();
  const levels = await bob.get(`${path(space)}/state/m.room.power_levels/`);
  expect(levels.users).toMatchObject({ [bob.id]: 100 });
  expect(await joinedRooms(alice)).not.toContain(space);
});

test("on a phone a space that cannot be loaded is told, and tried again", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const rooms: string[] = [];
  const long = "A room whose name goes on and on, and does not fit where names of rooms stand";
  for (const name of [long, "Kettle"]) rooms.push(await alice.createRoom({ name, topic: "tea ".repeat(60) }));
  const space = await makeSpace(alice, "House", rooms);
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await page.setViewportSize({ width: 360, height: 740 });
  const limit = faults.when(/\/hierarchy/, rateLimited(9_000));
  await page.goto(`/#/space/${space}`);
  const home = new SpaceHome(page, "House");
  await expect(home.main.getByRole("alert").filter({ hasText: "9 seconds" })).toBeVisible();
  faults.heal(limit);
  await faults.goDown();
  await home.main.getByRole("button", { name: "Retry" }).click();
  await expect(home.main.getByRole("alert").filter({ hasText: "The server cannot be reached." })).toBeVisible();
  await faults.comeUp();
  await home.main.getByRole("button", { name: "Retry" }).click();
  await expect(home.row("Kettle")).toBeVisible();
  expect(await overhang(page)).toBe(0);
  await home.main.getByRole("link", { name: "Back to the rooms" }).click();
  await expect(shell.rooms).toBeVisible();
});

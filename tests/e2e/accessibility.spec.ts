// For weak eyes and assistive technology: axe finds nothing on the screens in any theme, all fits where everything is large, and forced
// colours hide nothing.
import { LoginPage } from "../pages/login";
import { NewRoomDialog } from "../pages/new-room";
import { PeopleDialog } from "../pages/people";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { expectAccessible, expectReadable, inEveryLook } from "../support/axe";
import { hang, refusal, unknownToken, userLocked } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { makeLivelyRoom } from "../support/lively-room";
import { png } from "../support/pictures";
import { contrasts, expectToShow, overhang } from "../support/sight";
import { raiseVersion } from "../support/storage";

// Colours on their way from one theme to the next are nobody's colours.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const soup = { name: "soup.png", mimeType: "image/png", buffer: png(200, 120) };
const empty = { ...soup, name: "empty.png", buffer: Buffer.alloc(0) };

test("axe finds nothing at the sign-in form", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const page = await openApp();
  const login = new LoginPage(page);
  await expect(login.username).toBeVisible();
  await expectAccessible(page, "the form");
  await page.getByText("More options").click();
  await login.fill("two words", "", "not a server");
  await login.submit.click();
  await login.expectProblem("That is not a server name");
  await expectAccessible(page, "fields with problems");
  await login.fill(alice.name, "not it");
  await login.submit.click();
  await login.expectProblem("The user name or the password is wrong");
  await expectAccessible(page, "a wrong password");
});

test("axe finds nothing among the rooms", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice);
  const { page } = shell;
  await expect(shell.rooms.getByText("No rooms yet")).toBeVisible();
  await expectAccessible(page, "no rooms");
  const kitchen = await alice.createDirectChat(bob, { name: "Kitchen" });
  const harbour = await alice.createDirectChat(bob, { name: "Harbour" });
  await alice.tag(harbour, "m.favourite");
  await alice.tag(await alice.createRoom({ name: "Attic" }), "m.lowpriority");
  await bob.createRoom({ name: "Garden", invite: [alice.id] });
  await bob.say(harbour, "a ship");
  await bob.say(kitchen, `${alice.id} really`, { "m.mentions": { user_ids: [alice.id] } });
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/mention/);
  await expect(shell.row("Garden")).toBeVisible();
  await shell.section("Low priority").getByRole("button", { name: "Low priority" }).click();
  await expectAccessible(page, "sections");
  await shell.rooms.getByRole("button", { name: "Account menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
  await expectAccessible(page, "the account menu");
  await page.keyboard.press("Escape");
  await shell.openRowMenu("Kitchen");
  await expectAccessible(page, "a room's menu");
  await shell.page.getByRole("menuitemradio", { name: "Mute room" }).click();
  await expect(shell.row("Kitchen")).toHaveAccessibleName(/, muted/);
  await shell.filter("People");
  await expect(shell.row("Garden")).toBeHidden();
  await expectAccessible(page, "a filter");
  await shell.filter("People");
  await page.keyboard.press("Control+k");
  await expect(shell.dialog("Go to a room").getByRole("option").first()).toBeVisible();
  await page.keyboard.type("bob");
  await expect(shell.dialog("Go to a room").getByText("Searching")).toBeHidden();
  await expectAccessible(page, "the way to a room");
  await page.keyboard.press("Escape");
  await shell.row("Garden").click();
  await expect(page.getByRole("heading", { name: "Bob invites you to Garden" })).toBeVisible();
  await expectAccessible(page, "an invitation");
  await shell.search.fill("moon");
  await expect(shell.rooms.getByText("No room is called “moon”")).toBeVisible();
  await page.goto(`/#/room/#nowhere:${alice.id.slice(alice.id.indexOf(":") + 1)}`);
  await expect(page.getByText("You are not in this room")).toBeVisible();
  await expectAccessible(page, "nothing found");
});

test("axe finds nothing among messages of all kinds, with any accent", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await makeLivelyRoom(alice, bob);
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  // All of them are in view.
  await page.setViewportSize({ width: 1280, height: 2400 });
  const room = await shell.open("Kitchen");
  await expect(room.timeline.getByRole("img", { name: "Picture soup.png" })).toBeVisible();
  for (const text of ["Menu", "Message removed", "Waiting for this message's key", "which soup?"]) {
    await expect(room.message(text)).toBeVisible();
  }
  const own = await room.send("read this");
  await bob.markRead(id, (await own.getAttribute("data-event-id"))!);
  await expect(own.getByRole("img", { name: "Read by" })).toBeVisible();
  await bob.setTyping(id, true);
  await expect(room.main.getByText("is typing")).toBeVisible();
  faults.when(/\/send\//, refusal(403, "M_FORBIDDEN"), { method: "PUT" });
  await room.write("never sent");
  await expect(room.message("never sent").getByRole("alert")).toBeVisible();
  faults.when(/\/upload/, hang());
  await room.attach(soup);
  await room.sendButton.click();
  await expect(room.upload("soup.png")).toBeVisible();
  await expectAccessible(page, "messages");
  await expectReadable(page, "messages");
});

test("axe finds nothing in what opens from a room", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await makeLivelyRoom(alice, bob);
  const shell = await signIn(alice);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  await room.act(room.message("which soup?"), "React");
  await expect(page.getByRole("dialog", { name: "React" }).getByRole("searchbox")).toBeVisible();
  await expectAccessible(page, "the choice of a reaction");
  await page.keyboard.press("Escape");
  await room.act(room.message("noon"), "More");
  await expect(page.getByRole("menuitem", { name: "Remove" })).toBeVisible();
  await expectAccessible(page, "a message's menu");
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(shell.dialog("Remove this message?")).toBeVisible();
  await expectAccessible(page, "the question before a message is removed");
  await page.keyboard.press("Escape");
  await room.timeline.getByRole("button", { name: "Open picture soup.png" }).click();
  await expect(shell.dialog("soup.png").getByRole("img", { name: "soup.png" })).toBeVisible();
  await expectAccessible(page, "a picture in full");
  await page.keyboard.press("Escape");
  await room.main.getByRole("button", { name: "Room info" }).click();
  const info = page.getByRole("complementary", { name: "Room info" });
  await expect(info.getByRole("heading", { name: "Kitchen" })).toBeVisible();
  await expectAccessible(page, "the room info");
  await info.getByRole("button", { name: "Leave room" }).click();
  await expect(shell.dialog("Leave this room?").getByText("only admin")).toBeVisible();
  await expectAccessible(page, "leaving");
  await page.keyboard.press("Escape");
  await info.getByRole("button", { name: "People" }).click();
  await expect(page.getByRole("complementary", { name: "People" }).getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page, "the people of a room");
  await page.getByRole("complementary", { name: "People" }).getByRole("button", { name: "Close" }).click();
  await room.act(room.message("the oven is hot"), "Reply");
  await expect(page.getByText("Replying to")).toBeVisible();
  await room.attach(soup, empty);
  await expect(room.attached.getByRole("alert").filter({ hasText: "empty" })).toBeVisible();
  await expectAccessible(page, "the composer");
  await room.drag(soup);
  await expect(room.main.getByText("Drop files here")).toBeVisible();
  await expectAccessible(page, "files above the room");
});

test("axe finds nothing in the account's dialogs", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  const { page } = shell;
  await shell.chooseFromAccountMenu("Settings");
  for (const name of ["Appearance", "Preferences", "Storage", "Help & About"]) {
    await shell.dialog("Settings").getByRole("tab", { name }).click();
    await expect(shell.dialog("Settings").getByRole("tabpanel", { name })).toBeVisible();
    await expectAccessible(page, name);
  }
  await page.keyboard.press("Escape");
  await shell.chooseFromAccountMenu("Sign out");
  await expect(shell.dialog("You may lose your encrypted messages")).toBeVisible();
  await expectAccessible(page, "the question before signing out");
  await page.getByRole("button", { name: "Set up recovery first" }).click();
  await expect(shell.dialog("Set up recovery")).toBeVisible();
  await expectAccessible(page, "setting up recovery");
  await page.getByRole("button", { name: "Create recovery key" }).click();
  const save = shell.dialog("Save your recovery key");
  await expect(save).toBeVisible();
  await expectAccessible(page, "a recovery key");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Back to the key" })).toBeVisible();
  await expectAccessible(page, "a recovery key that is not saved");
  await page.getByRole("button", { name: "Back to the key" }).click();
  await save.getByRole("button", { name: "I have saved it" }).click();
  const confirm = shell.dialog("Confirm your recovery key");
  await confirm.getByLabel("Recovery key", { exact: true }).fill("something else");
  await confirm.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(confirm.getByText("That is not the key that was just made")).toBeVisible();
  await expectAccessible(page, "a recovery key that is asked for");
});

test("axe finds nothing where rooms and chats are begun", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const kitchen = await alice.createRoom({ name: "Kitchen", invite: [bob.id] });
  await bob.join(kitchen);
  await bob.say(kitchen, "here");
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  await shell.add("New room");
  const form = new NewRoomDialog(page);
  await expect(form.encryption).toBeChecked();
  await form.create.click();
  await expect(form.dialog.getByText("Enter a name for the room.")).toBeVisible();
  await form.dialog.getByText("Advanced").click();
  await expectAccessible(page, "a new room without a name");
  await form.type.selectOption({ label: "Public room" });
  await form.address.fill("a b");
  await expect(form.dialog.getByText("An address has no spaces")).toBeVisible();
  await expectAccessible(page, "a public room with a wrong address");
  await page.keyboard.press("Escape");
  await shell.add("Start new chat");
  const people = new PeopleDialog(page, "Start new chat");
  await people.option("Bob").click();
  await people.search.fill("@nobody-at-all:localhost");
  await people.option("no profile was found").click();
  await expect(people.dialog.getByText("Choose it anyway?")).toBeVisible();
  await expectAccessible(page, "people to chat with");
  await people.press("Cancel");
  await page.keyboard.press("Escape");
  await room.main.getByRole("button", { name: "Invite people" }).click();
  const invite = new PeopleDialog(page, "Invite to Kitchen");
  faults.when(/\/invite$/, refusal(403, "M_INVITE_BLOCKED"));
  await invite.choose(alice.id.replace("@", "@no-"), true);
  await invite.press("Invite");
  await expect(invite.notInvited).toHaveCount(1);
  await expectAccessible(page, "somebody who could not be invited");
  await page.keyboard.press("Escape");
  await page.goto(`/#/new-chat/${bob.id}`);
  const draft = new RoomPage(page, "Bob");
  await expect(draft.main).toBeVisible();
  faults.when(/\/createRoom$/, refusal(403, "M_FORBIDDEN"));
  await draft.write("hello");
  await expect(draft.main.getByRole("button", { name: "Retry" })).toBeVisible();
  await expectAccessible(page, "a chat that could not be made");
});

test("axe finds nothing in a verification", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const first = await signIn(alice);
  await expect(first.page.getByText("Set up a recovery key")).toBeVisible();
  const second = await signIn(alice);
  await second.page.getByRole("button", { name: "Verify", exact: true }).click();
  const other = second.page.getByRole("button", { name: /^Use another session/ });
  await expect(other).toBeVisible();
  await expectAccessible(second.page, "the ways to verify a session");
  await other.click();
  const question = first.dialog("Verify your other session?");
  await expect(question).toBeVisible();
  await expectAccessible(first.page, "the question in the other session");
  await expect(second.dialog("Waiting for your other session")).toBeVisible();
  await expectAccessible(second.page, "waiting for the other session");
  await question.getByRole("button", { name: "Accept" }).click();
  await expect(first.dialog("Compare emoji").getByRole("listitem")).toHaveCount(7);
  await expectAccessible(first.page, "emoji");
  await first.page.getByRole("button", { name: "They do not match" }).click();
  await expect(first.dialog("Not verified").getByText("The emoji were not the same")).toBeVisible();
  await expectAccessible(first.page, "emoji that differ");
});

test("axe finds nothing where something went wrong", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  faults.when(/./, userLocked());
  await alice.createRoom({ name: "Kitchen" });
  await expect(page.getByRole("alert").filter({ hasText: "locked your account" })).toBeVisible();
  await expectAccessible(page, "an account that is locked");
  faults.when(/./, unknownToken(true));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("heading", { name: "Sign in again" })).toBeVisible();
  await expectAccessible(page, "a session that is over");
  await page.goto("/logo.svg");
  await raiseVersion(page, "loggia-vault");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Your data cannot be opened" })).toBeVisible();
  await expectAccessible(page, "data that cannot be opened");
  await page.addInitScript(() => ["SharedWorker", "Worker"].forEach((kind) => Reflect.deleteProperty(window, kind)));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Loggia could not start" })).toBeVisible();
  await expectAccessible(page, "no engine");
});

// axe does not see what only a pointer brings, nor how lines stand out.
test("colours stand out from whatever they may lie on", async ({ openApp }) => {
  const page = await openApp();
  const surfaces = ["surface", "surface-sunken", "surface-raised", "surface-hover"];
  const coloured = ["surface-chosen", "surface-code", "accent-soft", "warning-soft", "danger-soft"];
  const people = Array.from({ length: 8 }, (_, n) => `hue-${n}`);
  const pairs: [number, string[], string[]][] = [
    [4.5, ["text", "text-soft"], [...surfaces, ...coloured, "surface-pressed"]],
    [4.5, ["accent", "danger", "warning", ...people], [...surfaces, ...coloured]],
    [4.5, ["text-on-accent"], ["accent", "accent-hover"]],
    [4.5, ["text-on-badge"], ["badge"]],
    [3, ["line-strong", "success"], surfaces],
  ];
  const found: string[] = [];
  await inEveryLook(page, async (look) => {
    for (const [least, colours, behind] of pairs) {
      const poor = (await contrasts(page, colours, behind)).filter(({ contrast }) => contrast < least);
      found.push(...poor.map((pair) => `${look}: ${pair.colour} on ${pair.behind}: ${pair.contrast.toFixed(2)}`));
    }
  });
  expect(found).toEqual([]);
});

for (const [zoom, width, height] of [[2, 640, 400], [4, 320, 256]]) {
  test.describe(`where everything is ${zoom} times as large`, () => {
    test.use({ viewport: { width, height }, deviceScaleFactor: zoom });

    test("one signs in, reads, writes and chooses without scrolling sideways", async ({ openApp, person }) => {
      const [alice, bob] = [await person("Alice"), await person("Bob")];
      await makeLivelyRoom(alice, bob);
      const page = await openApp();
      const [login, shell] = [new LoginPage(page), new Shell(page)];
      await expect(login.username).toBeVisible();
      expect(await overhang(page), "the form").toBe(0);
      await login.signIn(alice);
      await shell.waitUntilOpen();
      expect(await overhang(page), "the rooms").toBe(0);
      const room = await shell.open("Kitchen");
      await room.send("all of it fits");
      await expect(room.message("all of it fits")).toBeInViewport();
      await expect(room.composer).toBeInViewport({ ratio: 1 });
      await expectAccessible(page, "a room");
      expect(await overhang(page), "a room").toBe(0);
      await room.main.getByRole("button", { name: "Emoji" }).click();
      await expect(page.getByRole("dialog", { name: "Emoji" })).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
      await room.main.getByRole("link", { name: "Back to the rooms" }).click();
      await shell.chooseFromAccountMenu("Settings");
      await shell.dialog("Settings").getByRole("tab", { name: "Preferences" }).click();
      await shell.dialog("Settings").getByRole("switch").last().uncheck();
      await expectAccessible(page, "settings");
      expect(await overhang(page), "settings").toBe(0);
    });
  });
}

test.describe("in forced colours", () => {
  test.use({ contextOptions: { reducedMotion: "reduce", forcedColors: "active" } });

  test("what is open, what has the focus and what is on can be seen", async ({ person, signIn }) => {
    const alice = await person("Alice");
    await alice.createRoom({ name: "Kitchen" });
    const shell = await signIn(alice);
    const { page } = shell;
    const row = shell.row("Kitchen");
    await row.hover();
    await expectToShow(row, () => shell.open("Kitchen"));
    const { composer } = new RoomPage(page, "Kitchen");
    for (const box of [shell.search, composer]) await expectToShow(box, () => box.focus());
    await shell.section("Rooms").getByRole("button", { name: "Rooms" }).focus();
    await expectToShow(row, () => page.keyboard.press("Tab"));
    await shell.chooseFromAccountMenu("Settings");
    const settings = shell.dialog("Settings");
    const tab = settings.getByRole("tab", { name: "Preferences" });
    await expectToShow(tab, () => tab.click());
    const first = settings.getByRole("switch").first();
    await settings.getByRole("combobox").focus();
    await expectToShow(first, () => page.keyboard.press("Tab"));
    await expectToShow(first, () => page.keyboard.press("Space"));
  });
});

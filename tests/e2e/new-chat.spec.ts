// A new chat: who is found and chosen, the draft, and the room that its first message makes.
import { PeopleDialog } from "../pages/people";
import { RoomPage } from "../pages/room";
import { rateLimited } from "../support/faults";
import { expect, test } from "../support/fixtures";

test("a chat is made with its first message, encrypted, and noted as direct", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice);
  await shell.add("Start new chat");
  const dialog = new PeopleDialog(shell.page, "Start new chat");
  await expect(dialog.search).toBeFocused();
  await expect(dialog.dialog.getByRole("button", { name: "Go" })).toBeDisabled();
  await dialog.choose(bob.id);
  await dialog.press("Go");
  await expect(shell.page).toHaveURL(/#\/new-chat\//);
  const draft = new RoomPage(shell.page, "Bob");
  await expect(draft.main.getByText("A new chat with Bob")).toBeVisible();
  expect((await alice.get("/joined_rooms")).joined_rooms).toEqual([]);
  await draft.write("hello **Bob**");
  const room = new RoomPage(shell.page, "Bob");
  await room.waitUntilOpen();
  await room.sent("hello Bob");
  await expect(shell.page).toHaveURL(/#\/room\//);
  await expect(room.main.getByTitle("Encrypted", { exact: true })).toBeVisible();
  await expect(room.main.getByTitle("Not encrypted")).toHaveCount(0);
  await expect(shell.section("People").getByRole("link", { name: /^Bob/ })).toBeVisible();
  const [id] = (await alice.get("/joined_rooms")).joined_rooms as string[];
  expect(await alice.get(`/user/${encodeURIComponent(alice.id)}/account_data/m.direct`)).toEqual({ [bob.id]: [id] });
  expect((await alice.newest(id!)).map((event) => event.type)).not.toContain("m.room.message");
  const invited = await alice.get(`/rooms/${encodeURIComponent(id!)}/state/m.room.member/${encodeURIComponent(bob.id)}`);
  expect(invited).toMatchObject({ membership: "invite", is_direct: true });
});

test("the chat that there is already is opened, from the dialog and from an address", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await alice.createDirectChat(bob);
  const shell = await signIn(alice);
  await expect(shell.row("Bob")).toBeVisible();
  await shell.add("Start new chat");
  const dialog = new PeopleDialog(shell.page, "Start new chat");
  await dialog.option(bob.id).click();
  await dialog.press("Go");
  await new RoomPage(shell.page, "Bob").waitUntilOpen();
  await expect(shell.page).toHaveURL(/#\/room\//);
  await shell.page.goto(`/#/new-chat/${bob.id}`);
  await new RoomPage(shell.page, "Bob").waitUntilOpen();
  await expect(shell.page).toHaveURL(/#\/room\//);
});

test("people are found by name and by keyboard, several at once", async ({ person, signIn }) => {
  const [alice, bob, carol] = [await person("Alice"), await person("Bob"), await person("Carol")];
  const kitchen = await alice.createRoom({ name: "Kitchen", invite: [bob.id, carol.id] });
  for (const other of [bob, carol]) await other.join(kitchen);
  for (const other of [bob, carol]) await other.say(kitchen, "here");
  const shell = await signIn(alice);
  await shell.open("Kitchen");
  await shell.add("Start new chat");
  const dialog = new PeopleDialog(shell.page, "Start new chat");
  const { keyboard } = shell.page;
  for (const name of ["car", "BOB"]) {
    await keyboard.type(name);
    await expect(dialog.dialog.getByRole("option")).toHaveCount(1);
    await keyboard.press("Enter");
    await expect(dialog.search).toHaveValue("");
  }
  await expect(dialog.chosen).toHaveText([/Carol/, /Bob/]);
  await keyboard.press("Backspace");
  await expect(dialog.chosen).toHaveText([/Carol/]);
  await dialog.option("Bob").click();
  await keyboard.press("Enter");
  await expect(shell.page.getByRole("main", { name: "Carol and Bob" })).toBeVisible();
  await new RoomPage(shell.page, "Carol and Bob").write("hello both");
  await expect(shell.page).toHaveURL(/#\/room\//);
  await expect(shell.page.getByRole("article").filter({ hasText: "hello both" })).toBeVisible();
});

test("somebody whom no server knows is confirmed first, and mail is honestly refused", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  const server = alice.id.split(":").slice(1).join(":");
  await shell.add("Start new chat");
  const dialog = new PeopleDialog(shell.page, "Start new chat");
  await dialog.search.fill("bob@example.org");
  await expect(dialog.dialog.getByText("no identity service is set up")).toBeVisible();
  await dialog.search.fill("zzz nobody");
  await expect(dialog.dialog.getByText("Nobody was found.")).toBeVisible();
  await dialog.search.fill(`@nobody-at-all:${server}`);
  await expect(dialog.option("no profile was found")).toBeVisible();
  await dialog.search.press("Enter");
  await expect(dialog.dialog.getByText("Choose it anyway?")).toBeVisible();
  await dialog.press("Cancel");
  await expect(dialog.chosen).toHaveCount(0);
  await dialog.search.press("Enter");
  await dialog.press("Choose anyway");
  await expect(dialog.chosen).toHaveText([/@nobody-at-all/]);
});

test("a chat that cannot be made keeps what was written, and is tried again", async ({ person, signIn, faults }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice, faults.url);
  await shell.page.goto(`/#/new-chat/${bob.id}`);
  const draft = new RoomPage(shell.page, "Bob");
  await expect(draft.main).toBeVisible();
  const rule = faults.when(/\/createRoom$/, rateLimited(7_000));
  await draft.write("first words");
  const alert = draft.main.getByRole("alert").filter({ hasText: "The server asks to wait 7 seconds." });
  await expect(alert).toBeVisible();
  await expect(draft.composer).toHaveValue("first words");
  faults.heal(rule);
  await alert.getByRole("button", { name: "Retry" }).click();
  await draft.waitUntilOpen();
  await draft.sent("first words");
  expect((await alice.get("/joined_rooms")).joined_rooms).toHaveLength(1);
});

test("what is written to a chat that is not there yet survives a reload", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice);
  await shell.page.goto(`/#/new-chat/${bob.id}`);
  const draft = new RoomPage(shell.page, "Bob");
  await draft.composer.fill("not yet");
  await expect.poll(() => shell.page.evaluate(() => performance.getEntriesByName("loggia:draft").length)).toBeGreaterThan(0);
  await shell.page.reload();
  await expect(draft.composer).toHaveValue("not yet");
});

test("an invite link is copied", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  await shell.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await shell.add("Start new chat");
  await new PeopleDialog(shell.page, "Start new chat").press("Copy invite link");
  await expect(shell.page.getByText("The link was copied.")).toBeVisible();
  expect(await shell.page.evaluate(() => navigator.clipboard.readText())).toBe(`https://matrix.to/#/${alice.id}`);
});

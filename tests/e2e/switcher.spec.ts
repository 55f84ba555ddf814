// Ctrl+K: from what is typed to a room, a person, or whatever an address names.
import { rateLimited } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { unique } from "../support/homeserver";

const PUBLIC = { preset: "public_chat", visibility: "public" };

test("what the server knows is found below one's own rooms: people, public rooms, addresses", async ({ person, signIn }) => {
  const word = unique("zeppelin");
  const [alice, carol] = [await person("Alice"), await person(`Carol-${word}`)];
  const pier = await carol.createRoom({ name: "Pier", invite: [alice.id] });
  await alice.join(pier);
  await alice.createRoom({ name: `Own ${word}` });
  await carol.createRoom({ ...PUBLIC, name: `Club ${word}`, room_alias_name: word });
  const shell = await signIn(alice);
  const { page } = shell;
  await expect(shell.row("Pier")).toBeVisible();
  const dialog = shell.dialog("Go to a room");
  const people = dialog.getByRole("group", { name: "People" }).getByRole("option");
  const rooms = dialog.getByRole("group", { name: "Public rooms" }).getByRole("option");

  await page.keyboard.press("Control+k");
  await page.keyboard.type(word);
  await expect(shell.ownOptions(dialog)).toHaveAccessibleName(`Own ${word}`);
  await expect(people).toHaveAccessibleName(`Carol-${word}, ${carol.id}`);
  await expect(rooms).toHaveAccessibleName(`Club ${word}, 1 member`);
  await expect(dialog.getByRole("option", { selected: true })).toHaveAccessibleName(`Own ${word}`);
  await page.keyboard.press("ArrowUp");
  await expect(rooms).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await page.getByRole("main", { name: `Club ${word}` }).getByRole("button", { name: "Join room" }).click();
  await expect(shell.row(`Club ${word}`)).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type(word);
  await people.click();
  const chat = page.getByRole("main", { name: new RegExp(`Carol-${word}`) });
  await chat.getByRole("textbox", { name: "Message" }).fill("hello");
  await page.keyboard.press("Enter");
  await expect(shell.section("People").getByRole("link", { name: new RegExp(`^Carol-${word}`) })).toBeVisible();

  // With whom there is a chat, they are found by it; and a room that one is in is nobody else's any more.
  await page.keyboard.press("Control+k");
  await page.keyboard.type(word);
  await expect(shell.ownOptions(dialog)).toHaveCount(3);
  await expect(dialog.getByText("Searching")).toBeHidden();
  await expect(people).toHaveCount(0);
  await expect(rooms).toHaveCount(0);
  await page.keyboard.press("Escape");

  const alias = unique("pavilion");
  await carol.createRoom({ ...PUBLIC, name: "Pavilion", room_alias_name: alias });
  const address = `#${alias}:${alice.id.slice(alice.id.indexOf(":") + 1)}`;
  await page.keyboard.press("Control+k");
  await page.keyboard.type(`https://matrix.to/#/${address}`);
  await expect(dialog.getByRole("option")).toHaveAccessibleName(`Open ${address}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main", { name: "Pavilion" }).getByRole("button", { name: "Join room" })).toBeVisible();
});

test("where the server does not answer, one's own rooms are found all the same", async ({ person, signIn, faults }) => {
  const word = unique("harbour");
  const alice = await person("Alice");
  await alice.createRoom({ name: word });
  const shell = await signIn(alice, faults.url);
  const { page } = shell;
  await expect(shell.row(word)).toBeVisible();
  faults.when(/\/publicRooms/, rateLimited(60_000), { method: "POST" });
  await page.keyboard.press("Control+k");
  const dialog = shell.dialog("Go to a room");
  await page.keyboard.type(word);
  await expect(dialog.getByRole("alert")).toContainText("60");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main", { name: word })).toBeVisible();
});

// Sending files: chosen, pasted, dropped; what arrives, and what becomes of it when something goes wrong on the way.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

import type { RoomPage, TestFile } from "../pages/room";
import { cut, stall, throttle, tooLarge, uploadLimit } from "../support/faults";
import { expect, test } from "../support/fixtures";
import type { Person } from "../support/homeserver";
import { inKitchen, texts } from "../support/kitchen";
import { noise, png } from "../support/pictures";

const UPLOAD = /\/media\/v\d\/upload/;
const CONFIG = /\/media\/(v\d\/)?config/;
const ENCRYPTED = [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }];

const soup: TestFile = { name: "soup.png", mimeType: "image/png", buffer: png(200, 120) };
const recipe: TestFile = { name: "recipe.pdf", mimeType: "application/pdf", buffer: randomBytes(20_000) };

/** Of a size that takes seconds at the speed below, more than what connections hold on the way. */
const film = (): TestFile => ({ name: "film.bin", mimeType: "application/octet-stream", buffer: randomBytes(16_000_000) });
const SLOW = throttle(2_000_000);

type Sent = { msgtype: string; body: string; filename?: string; url: string; info: Record<string, unknown> };

/** The messages that the server has, in order. */
async function sent(person: Person, room: string): Promise<Sent[]> {
  const events = (await person.newest(room, 100)).reverse();
  return events.flatMap(({ type, content }) => (type === "m.room.message" ? [content as Sent] : []));
}

/** Saves a file of the timeline. */
async function download(room: RoomPage, name: string): Promise<Buffer> {
  const download = room.page.waitForEvent("download");
  await room.file(name).getByRole("button", { name: `Download ${name}` }).click();
  return readFile(await (await download).path());
}

test("a picture goes with its caption, to the byte @main", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createRoom({ name: "Kitchen", invite: [bob.id] });
  await bob.join(id);
  const room = await (await signIn(alice)).open("Kitchen");
  await room.attach(soup);
  await expect(room.attached).toHaveCount(1);
  await room.write("soup of the day");
  await expect(room.attached).toHaveCount(0);
  const message = room.picture("soup.png");
  await expect(message).toHaveAttribute("data-send-state", "sent");
  await expect(message).toContainText("soup of the day");
  await expect(message.getByRole("img", { name: "Picture soup.png" })).toBeVisible();
  const [picture] = await sent(bob, id);
  expect(picture).toMatchObject({ msgtype: "m.image", body: "soup of the day", filename: "soup.png" });
  expect(picture.info).toMatchObject({ w: 200, h: 120, mimetype: "image/png", size: soup.buffer.length });
  expect((await bob.download(picture.url)).equals(soup.buffer)).toBe(true);
});

test("an encrypted file is the same at the other end", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createDirectChat(bob, { initial_state: ENCRYPTED });
  const [atAlice, atBob] = [await signIn(alice), await signIn(bob)];
  const [hers, his] = [await atAlice.open("Bob"), await atBob.open("Alice")];
  await hers.attach(recipe);
  await hers.sendButton.click();
  await expect(hers.file("recipe.pdf")).toHaveAttribute("data-send-state", "sent");
  expect((await download(his, "recipe.pdf")).equals(recipe.buffer)).toBe(true);
  expect(JSON.stringify(await alice.newest(id))).not.toContain("recipe");
});

test("several files arrive in order, and the text after them", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  const room = await (await signIn(alice)).open("Kitchen");
  await room.attach(recipe, soup, { ...recipe, name: "shopping.pdf" });
  await room.write("all that we need");
  await room.write("and this at last");
  await room.sent("and this at last");
  expect(await texts(alice, id)).toEqual(["recipe.pdf", "soup.png", "shopping.pdf", "all that we need", "and this at last"]);
});

test("what is too large or empty says so, and keeps the rest until it is removed", async ({ person, signIn, faults }) => {
  faults.when(CONFIG, uploadLimit(1_000));
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  const note = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("small") };
  await room.attach(recipe, note, { ...note, name: "empty.txt", buffer: Buffer.alloc(0) });
  await expect(room.attached.filter({ hasText: "recipe.pdf" }).getByRole("alert")).toContainText("too large");
  await expect(room.attached.filter({ hasText: "empty.txt" }).getByRole("alert")).toContainText("empty");
  await room.write("not yet");
  await expect(room.main.getByRole("button", { name: "Remove recipe.pdf" })).toBeFocused();
  await expect(room.composer).toHaveValue("not yet");
  await room.removeAttached("recipe.pdf");
  await room.removeAttached("empty.txt");
  await expect(room.attached).toHaveCount(1);
  await room.sendButton.click();
  await expect(room.file("note.txt")).toHaveAttribute("data-send-state", "sent");
  expect(await texts(alice, id)).toEqual(["said before", "not yet"]);
  expect(faults.count(UPLOAD, { method: "POST" })).toBe(1);
});

test("files are pasted and dropped as well", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const room = await (await signIn(alice)).open("Kitchen");
  await room.paste(soup);
  await expect(room.attached).toHaveText([/soup\.png/]);
  const drop = await room.drag(recipe);
  const invitation = room.main.getByText("Drop files here to send them to Kitchen");
  await expect(invitation).toBeVisible();
  await drop();
  await expect(invitation).toBeHidden();
  await expect(room.attached).toHaveText([/soup\.png/, /recipe\.pdf/]);
});

test("attached files wait while the reader edits, or looks at another room", async ({ person, signIn }) => {
  const alice = await person("Alice");
  for (const name of ["Kitchen", "Garden"]) await alice.createRoom({ name });
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  await room.send("teh soup");
  await room.attach(soup);
  await expect(room.attached).toHaveCount(1);
  await room.composer.press("ArrowUp");
  await expect(room.composer).toHaveValue("teh soup");
  await expect(room.attached).toHaveCount(0);
  await expect(room.main.getByRole("button", { name: "Attach" })).toBeHidden();
  await room.composer.press("Escape");
  await expect(room.attached).toHaveCount(1);
  const garden = await shell.open("Garden");
  await expect(garden.attached).toHaveCount(0);
  await shell.open("Kitchen");
  await expect(room.attached).toHaveText([/soup\.png/]);
});

test("an upload shows how far it is, and can be called off", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  faults.when(UPLOAD, SLOW);
  await room.attach(film());
  await room.sendButton.click();
  const upload = room.upload("film.bin");
  await expect(upload).toHaveAttribute("aria-valuenow", /^[1-9]/);
  await expect(room.file("film.bin")).toContainText("of 16 MB");
  await room.file("film.bin").getByRole("button", { name: "Cancel upload" }).click();
  await expect(room.file("film.bin")).toBeHidden();
  await room.send("never mind");
  expect(await texts(alice, id)).toEqual(["said before", "never mind"]);
});

test("a picture that stops coming is given up, and holds nothing up", async ({ person, signIn, faults }) => {
  test.slow();
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  const picture = noise(1000, 700);
  const url = await alice.upload(picture, "image/png", "noise.png");
  faults.when(/\/media\/(download|thumbnail)\//, stall(1_000));
  await alice.send(id, "m.room.message", { msgtype: "m.image", body: "noise.png", url, info: { w: 1000, h: 700, mimetype: "image/png", size: picture.length } });
  const message = room.picture("noise.png");
  await room.send("meanwhile");
  await expect(message.getByText("The picture cannot be shown")).toBeVisible({ timeout: 30_000 });
});

test("a connection cut in the middle of an upload sends the picture once, and whole", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  const broken = faults.when(UPLOAD, cut("upload"), { method: "POST", times: 1 });
  const picture = { name: "noise.png", mimeType: "image/png", buffer: noise(1000, 700) };
  await room.attach(picture);
  await room.write("after all");
  const message = room.picture("noise.png");
  await expect(message).toHaveAttribute("data-send-state", "sent", { timeout: 60_000 });
  await expect(message).toHaveCount(1);
  expect(broken.hits).toBe(1);
  const messages = await sent(alice, id);
  expect(messages.map(({ body }) => body)).toEqual(["said before", "after all"]);
  expect((await alice.download(messages[1].url)).equals(picture.buffer)).toBe(true);
});

test("a server that goes away during an upload gets the file when it is back", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  const slow = faults.when(UPLOAD, SLOW);
  const file = film();
  await room.attach(file);
  await room.sendButton.click();
  await expect(room.upload("film.bin")).toHaveAttribute("aria-valuenow", /^[1-9]/);
  await faults.goDown();
  await expect(shell.connection).toHaveText("Reconnecting");
  await expect(room.file("film.bin")).toHaveAttribute("data-send-state", "sending");
  faults.heal(slow);
  await faults.comeUp();
  await expect(room.file("film.bin")).toHaveAttribute("data-send-state", "sent", { timeout: 60_000 });
  const messages = await sent(alice, id);
  expect(messages.map(({ body }) => body)).toEqual(["said before", "film.bin"]);
  expect((await alice.download(messages[1].url)).equals(file.buffer)).toBe(true);
});

test("a file that the server finds too large says so, and is discarded", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  faults.when(UPLOAD, tooLarge(), { method: "POST" });
  await room.attach(recipe);
  await room.sendButton.click();
  const message = room.file("recipe.pdf");
  await expect(message).toHaveAttribute("data-send-state", "failed");
  await expect(message.getByRole("alert")).toContainText("Not sent. This is larger than your server takes");
  await expect(message.getByRole("button", { name: "Retry" })).toBeVisible();
  await message.getByRole("button", { name: "Discard" }).click();
  await expect(message).toBeHidden();
  expect(await texts(alice, id)).toEqual(["said before"]);
});

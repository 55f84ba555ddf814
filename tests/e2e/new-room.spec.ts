// A new room: what is filled in, what the server refuses, and that nothing of it is lost.
import { NewRoomDialog } from "../pages/new-room";
import { rateLimited, refusal, versions } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { unique } from "../support/homeserver";
import { png } from "../support/pictures";

test("a private room is encrypted, has its picture, and opens", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  await shell.add("New room");
  const form = new NewRoomDialog(shell.page);
  await expect(form.name).toBeFocused();
  await form.create.click();
  await expect(form.dialog.getByText("Enter a name for the room.")).toBeVisible();
  await form.name.fill("Tea room");
  await form.topic.fill("leaves and water");
  await form.choosePicture({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
  await form.create.click();
  await expect(form.dialog.getByText("This is not a picture that others could see.")).toBeVisible();
  const buffer = Buffer.concat([png(64, 64), Buffer.from("taken at home")]);
  await form.choosePicture({ name: "tea.png", mimeType: "image/png", buffer });
  await expect(form.encryption).toBeChecked();
  const room = await form.createAs("Tea room");
  await expect(room.main.getByText("leaves and water", { exact: true })).toBeVisible();
  await expect(room.main.getByTitle("Encrypted", { exact: true })).toBeVisible();
  await expect(room.composer).toBeVisible();
  const id = decodeURIComponent(new URL(shell.page.url()).hash.replace("#/room/", ""));
  const state = async (type: string) => alice.get(`/rooms/${encodeURIComponent(id)}/state/${type}/`);
  expect(await state("m.room.join_rules")).toMatchObject({ join_rule: "invite" });
  expect(await state("m.room.guest_access")).toMatchObject({ guest_access: "can_join" });
  const { url } = await state("m.room.avatar");
  expect((await alice.download(url as string)).toString("latin1")).not.toContain("taken at home");
});

test("a public room has an address that is looked up while it is typed", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const taken = unique("tea");
  await alice.createRoom({ name: "Tea", room_alias_name: taken });
  const shell = await signIn(alice);
  await shell.add("New room");
  const form = new NewRoomDialog(shell.page);
  const free = unique("Biscuits & Tea");
  await form.name.fill(free);
  await form.type.selectOption({ label: "Public room" });
  await expect(form.encryption).toBeHidden();
  await expect(form.address).toHaveValue(free.toLowerCase().replace(" & ", "-"));
  for (const wrong of ["a b", "#a", "a:b", "50%"]) {
    await form.address.fill(wrong);
    await expect(form.dialog.getByText("An address has no spaces")).toBeVisible();
  }
  await form.address.fill(taken);
  await expect(form.dialog.getByText("Another room has this address already.")).toBeVisible();
  await form.create.click();
  await expect(form.create).not.toHaveAttribute("aria-busy");
  await expect(form.address).toHaveValue(taken);
  const address = unique("biscuits");
  await form.address.fill(address);
  await expect(form.dialog.getByText("This address is free.")).toBeVisible();
  await form.dialog.getByText("Advanced").click();
  await form.dialog.getByRole("switch", { name: /^Block anyone not part of .+ from ever joining this room\.$/ }).check();
  await form.createAs(free);
  const server = alice.id.split(":").slice(1).join(":");
  const { room_id: id } = await alice.get(`/directory/room/${encodeURIComponent(`#${address}:${server}`)}`);
  const state = async (type: string) => alice.get(`/rooms/${encodeURIComponent(id as string)}/state/${type}/`);
  expect(await state("m.room.create")).toMatchObject({ "m.federate": false });
  expect(await state("m.room.join_rules")).toMatchObject({ join_rule: "public" });
  expect(await state("m.room.guest_access").catch(() => ({}))).not.toMatchObject({ guest_access: "can_join" });
});

test("a room that can be asked to be let in", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const shell = await signIn(alice);
  await shell.add("New room");
  const form = new NewRoomDialog(shell.page);
  await form.name.fill("Club");
  await form.type.selectOption({ label: "Ask to join" });
  await form.encryption.uncheck();
  await form.dialog.getByRole("switch", { name: /public room directory/ }).check();
  await form.createAs("Club");
  const id = decodeURIComponent(new URL(shell.page.url()).hash.replace("#/room/", ""));
  await bob.post(`/knock/${encodeURIComponent(id)}`, {});
});

test("what the server refuses is told, and what was typed stays", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice, faults.url);
  await shell.add("New room");
  const form = new NewRoomDialog(shell.page);
  await form.name.fill("Tea room");
  await form.topic.fill("leaves");
  const refusals = [
    [rateLimited(12_000), "The server asks to wait 12 seconds."],
    [refusal(403, "M_FORBIDDEN"), "The server does not allow this."],
    [refusal(400, "M_ROOM_IN_USE"), "Another room has this address already."],
  ] as const;
  for (const [fault, text] of refusals) {
    const rule = faults.when(/\/createRoom$/, fault);
    if (text.startsWith("Another")) await form.type.selectOption({ label: "Public room" });
    await form.create.click();
    await expect(form.dialog.getByText(text)).toBeVisible();
    faults.heal(rule);
  }
  await faults.goDown();
  await form.type.selectOption({ label: "Private room (invite only)" });
  await form.create.click();
  await expect(form.dialog.getByText("The server cannot be reached.")).toBeVisible();
  await expect(form.name).toHaveValue("Tea room");
  await expect(form.topic).toHaveValue("leaves");
  await faults.comeUp();
  await form.createAs("Tea room");
});

test("a server that encrypts all rooms is obeyed", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  faults.when(/\/versions$/, versions({ "io.element.e2ee_forced.private": true }));
  const shell = await signIn(alice, faults.url);
  await shell.add("New room");
  const form = new NewRoomDialog(shell.page);
  await expect(form.encryption).toBeDisabled();
  await expect(form.encryption).toBeChecked();
  await expect(form.dialog.getByText("Your server encrypts all rooms that are not public.")).toBeVisible();
});

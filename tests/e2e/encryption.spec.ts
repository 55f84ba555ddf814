// Encryption as people meet it: a conversation, a second session verified by emoji, a third one by recovery key.
import { createRecoveryKey } from "../pages/recovery";
import type { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";
import type { Person } from "../support/homeserver";

const ENCRYPTED = [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }];

test("an encrypted conversation between two people @main", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createDirectChat(bob, { initial_state: ENCRYPTED });
  const [atAlice, atBob] = [await signIn(alice), await signIn(bob)];
  const [hers, his] = [await atAlice.open("Bob"), await atBob.open("Alice")];
  await hers.send("the key is under the mat");
  await expect(his.message("the key is under the mat")).toBeVisible();
  await his.send("which mat?");
  await expect(hers.message("which mat?")).toBeVisible();
  // The server has seen none of it.
  const events = await alice.newest(id);
  expect(JSON.stringify(events)).not.toContain("mat");
  expect(events.filter((event) => event.type === "m.room.encrypted").length).toBeGreaterThanOrEqual(2);
});

test("two sessions verify each other by emoji", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const first = await signIn(alice);
  await expect(first.page.getByText("Set up a recovery key")).toBeVisible();
  const second = await signIn(alice);
  await second.page.getByRole("button", { name: "Verify", exact: true }).click();
  await second.page.getByRole("button", { name: /^Use another session/ }).click();
  await first.dialog("Verify your other session?").getByRole("button", { name: "Accept" }).click();
  const emoji = async (shell: Shell) => {
    const tiles = shell.dialog("Compare emoji").getByRole("listitem");
    await expect(tiles).toHaveCount(7);
    return tiles.allInnerTexts();
  };
  expect(await emoji(first)).toEqual(await emoji(second));
  for (const shell of [first, second]) await shell.page.getByRole("button", { name: "They match" }).click();
  for (const shell of [first, second]) {
    const done = shell.dialog("Verified");
    await done.getByRole("button", { name: "Done" }).click();
    await expect(done).toBeHidden();
  }
  await expect(second.page.getByText("Verify this session to read")).toBeHidden();
});

test("emoji that differ end the verification with a warning", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const first = await signIn(alice);
  await expect(first.page.getByText("Set up a recovery key")).toBeVisible();
  const second = await signIn(alice);
  await second.page.getByRole("button", { name: "Verify", exact: true }).click();
  await second.page.getByRole("button", { name: /^Use another session/ }).click();
  await first.dialog("Verify your other session?").getByRole("button", { name: "Accept" }).click();
  await first.page.getByRole("button", { name: "They do not match" }).click();
  for (const shell of [first, second]) {
    await expect(shell.dialog("Not verified").getByText("The emoji were not the same")).toBeVisible();
  }
});

test("the recovery key brings a new session its history", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  await alice.createDirectChat(bob, { initial_state: ENCRYPTED });
  const first = await signIn(alice);
  const key = await createRecoveryKey(first);
  const room = await first.open("Bob");
  await room.send("written before the other session was there");
  await waitForBackup(alice);
  const second = await signIn(alice);
  const there = await second.open("Bob");
  await expect(there.message("Verify this session, or enter your recovery key")).toBeVisible();
  await second.page.getByRole("button", { name: "Verify", exact: true }).click();
  await second.page.getByRole("button", { name: /^Enter recovery key/ }).click();
  const dialog = second.dialog("Enter recovery key");
  const field = dialog.getByLabel("Recovery key", { exact: true });
  await field.fill("not a key");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByText("That is not a recovery key")).toBeVisible();
  await field.fill(key);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await second.dialog("This session is verified").getByRole("button", { name: "Done" }).click();
  await expect(there.message("written before the other session was there")).toBeVisible();
});

test("signing out offers what keeps the keys, and no new recovery key where there is one", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const first = await signIn(alice);
  await createRecoveryKey(first);
  const second = await signIn(alice);
  await second.chooseFromAccountMenu("Sign out");
  const warning = second.dialog("You may lose your encrypted messages");
  const verify = warning.getByRole("button", { name: "Verify this session first" });
  await expect(verify).toBeVisible();
  await expect(warning.getByRole("button", { name: "Set up recovery first" })).toBeHidden();
  await verify.click();
  await expect(second.dialog("Verify this session")).toBeVisible();
  // Here all is backed up.
  await first.chooseFromAccountMenu("Sign out");
  const question = first.dialog("Sign out?");
  await expect(question).toBeVisible();
  await expect(question.getByRole("button", { name: /first$/ })).toBeHidden();
});

test("closing does not lose a recovery key that nobody has saved", async ({ person, signIn }) => {
  const shell = await signIn(await person("Alice"));
  const { page } = shell;
  await page.getByRole("button", { name: "Set up recovery" }).click();
  await page.getByRole("button", { name: "Create recovery key" }).click();
  const save = shell.dialog("Save your recovery key");
  const shown = save.getByRole("status", { name: "Recovery key" });
  const key = await shown.innerText();
  const question = shell.dialog("You have not saved your recovery key");
  const ways = [
    () => page.keyboard.press("Escape"),
    () => save.getByRole("button", { name: "Close" }).click(),
    () => page.mouse.click(2, 2),
  ];
  for (const close of ways) {
    await close();
    await question.getByRole("button", { name: "Back to the key" }).click();
    await expect(shown).toHaveText(key);
  }
  // The second press of two is one that browsers do not let pages refuse.
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(shown).toHaveText(key);
  await expect(shown).toBeVisible();
  await save.getByRole("button", { name: "I have saved it" }).click();
  await expect(shell.dialog("Confirm your recovery key")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question.getByText("Loggia cannot show this key again")).toBeVisible();
  await question.getByRole("button", { name: "Close anyway" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await shell.chooseFromAccountMenu("New recovery key");
  await expect(shell.dialog("New recovery key").getByText("The new one takes its place")).toBeVisible();
  await page.getByRole("button", { name: "Create recovery key" }).click();
  await expect(shown).toBeVisible();
  expect(await shown.innerText()).not.toBe(key);
});

/** Waits until the server keeps at least one room key. */
async function waitForBackup(person: Person) {
  await expect(async () => {
    const { count } = (await person.get("/room_keys/version")) as { count: number };
    expect(count).toBeGreaterThan(0);
  }).toPass();
}

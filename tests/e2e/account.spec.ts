// The settings of the account: its name and picture, its password, its sessions, its encryption.
import type { Locator } from "@playwright/test";

import { delay, refusal, userSuspended } from "../support/faults";
import { expect, test } from "../support/fixtures";
import { png } from "../support/pictures";

test("the name and the picture are what others see", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  const account = await shell.openSettings("Account");
  await expect(account.getByText(alice.id)).toBeVisible();
  const name = account.getByRole("textbox", { name: "Display name" });
  const save = account.getByRole("button", { name: "Save" });
  await expect(name).toHaveValue("Alice");
  await alice.put(`/profile/${encodeURIComponent(alice.id)}/displayname`, { displayname: "Alice elsewhere" });
  await expect(name).toHaveValue("Alice elsewhere");
  await name.fill("x".repeat(300));
  await save.click();
  await expect(account.getByText("Your server does not take a name this long.")).toBeVisible();
  await name.fill("Alice in Wonderland");
  await save.click();
  await expect(shell.page.getByText("Your name was saved.")).toBeVisible();
  expect(await alice.profile()).toMatchObject({ displayname: "Alice in Wonderland" });

  const choose = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    const chooser = shell.page.waitForEvent("filechooser");
    await account.getByRole("button", { name: "Change picture" }).click();
    await (await chooser).setFiles(file);
  };
  await choose({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
  await expect(account.getByText("This is not a picture that others could see.")).toBeVisible();
  const buffer = Buffer.concat([png(64, 64), Buffer.from("taken at home")]);
  await choose({ name: "me.png", mimeType: "image/png", buffer });
  const remove = account.getByRole("button", { name: "Remove picture" });
  await expect(remove).toBeVisible();
  const { avatar_url } = await alice.profile();
  const sent = await alice.download(avatar_url as string);
  expect(sent.subarray(1, 4).toString()).toBe("PNG");
  expect(sent.toString("latin1"), "only what can be seen").not.toContain("taken at home");
  await remove.click();
  await expect(remove).toBeHidden();
  expect((await alice.profile()).avatar_url).toBeUndefined();
});

test("the password is changed, and the other sessions are signed out with it", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const [shell, other] = [await signIn(alice), await signIn(alice)];
  const account = await shell.openSettings("Account");
  const [current, fresh, again] = ["Current password", "New password", "Repeat new password"].map((name) =>
    account.getByLabel(name, { exact: true }),
  );
  const change = account.getByRole("button", { name: "Change password" });
  await current!.fill("a guess");
  await fresh!.fill("swordfish 1");
  await again!.fill("swordfish 2");
  await change.click();
  await expect(account.getByText("The two new passwords are not the same.")).toBeVisible();
  await again!.fill("swordfish 1");
  await change.click();
  await expect(account.getByText("This is not your password.")).toBeVisible();
  expect(await alice.canSignIn(alice.password)).toBe(true);
  await expect(fresh!).toHaveValue("swordfish 1");
  await current!.fill(alice.password);
  await account.getByRole("switch", { name: "Sign out all other sessions" }).check();
  await change.click();
  await expect(shell.page.getByText("Your password was changed.")).toBeVisible();
  await expect(current!).toHaveValue("");
  expect(await alice.canSignIn(alice.password)).toBe(false);
  expect(await alice.canSignIn("swordfish 1")).toBe(true);
  await expect(other.page.getByText("You were signed out: this session was removed")).toBeVisible();
});

/** The session in a list that says this of itself. */
const session = (list: Locator, fact: string) => list.getByRole("listitem").filter({ hasText: fact });

test("sessions are named, verified and signed out", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice);
  await expect(shell.page.getByText("Set up a recovery key")).toBeVisible();
  const sessions = await shell.openSettings("Sessions");
  await expect(session(sessions, "This session")).toContainText("Verified");
  await expect(session(sessions, "Without encryption")).toContainText("Unnamed session");
  const other = await signIn(alice);
  const unverified = session(sessions, "Not verified");
  await unverified.getByRole("button", { name: "Rename" }).click();
  const name = sessions.getByRole("textbox", { name: "Session name" });
  await expect(name).toBeFocused();
  await name.fill(" ");
  await sessions.getByRole("button", { name: "Save" }).click();
  await expect(sessions.getByText("Enter a name.")).toBeVisible();
  await name.fill("Library");
  await name.press("Enter");
  await expect(sessions.getByRole("listitem", { name: "Library" })).toBeVisible();
  await expect(unverified.getByRole("button", { name: "Rename" })).toBeFocused();
  expect(await alice.deviceNames()).toContain("Library");

  await unverified.getByRole("button", { name: "Verify" }).click();
  await other.dialog("Verify your other session?").getByRole("button", { name: "Accept" }).click();
  for (const { page } of [shell, other]) await page.getByRole("button", { name: "They match" }).click();
  for (const at of [shell, other]) await at.dialog("Verified").getByRole("button", { name: "Done" }).click();
  const library = sessions.getByRole("listitem", { name: "Library" });
  await expect(library).not.toContainText("Not verified");

  await library.getByRole("button", { name: "Sign out" }).click();
  const password = sessions.getByLabel("Password", { exact: true });
  await password.fill("a guess");
  await password.press("Enter");
  await expect(sessions.getByText("This is not your password.")).toBeVisible();
  await password.fill(alice.password);
  await password.press("Enter");
  await expect(library).toBeHidden();
  await expect(other.page.getByText("You were signed out: this session was removed")).toBeVisible();
  await sessions.getByRole("button", { name: "Sign out all other sessions" }).click();
  await password.fill(alice.password);
  await password.press("Enter");
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await expect(sessions.getByRole("button", { name: "Sign out all other sessions" })).toBeHidden();
});

test("sessions that cannot be loaded are told, and loaded again", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice, faults.url);
  faults.when(/\/devices$/, refusal(403, "M_FORBIDDEN"));
  const sessions = await shell.openSettings("Sessions");
  await expect(sessions.getByRole("alert")).toBeVisible();
  faults.heal();
  await sessions.getByRole("button", { name: "Retry" }).click();
  await expect(session(sessions, "This session")).toBeVisible();
});

test("what became of a new password is told also when the settings were closed meanwhile", async ({ person, signIn, faults }) => {
  const alice = await person("Alice");
  const shell = await signIn(alice, faults.url);
  for (const [fault, told] of [
    [userSuspended(), /suspended/],
    [delay(0), "Your password was changed."],
  ] as const) {
    const account = await shell.openSettings("Account");
    await account.getByLabel("Current password", { exact: true }).fill(alice.password);
    for (const name of ["New password", "Repeat new password"]) {
      await account.getByLabel(name, { exact: true }).fill("an entirely new one");
    }
    // The answer comes when nobody looks at the form any more.
    for (const each of [delay(1500), fault]) faults.when(/\/account\/password/, each, { method: "POST" });
    await account.getByRole("button", { name: "Change password" }).click();
    await shell.page.keyboard.press("Escape");
    await expect(account).toBeHidden();
    await expect(shell.page.getByText(told).first()).toBeVisible();
    faults.heal();
  }
  expect(await alice.canSignIn("an entirely new one")).toBe(true);
});

test("whoever has lost all keys gets a new identity by the password", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const first = await signIn(alice);
  const before = await first.openSettings("Encryption");
  await expect(before.getByText("Verified: it reads")).toBeVisible();
  await expect(before.getByText("No recovery key was set up.")).toBeVisible();
  await expect(before.getByText("All keys are backed up")).toBeVisible();
  const second = await signIn(alice);
  const encryption = await second.openSettings("Encryption");
  await expect(encryption.getByText("Not verified: it cannot read")).toBeVisible();
  const reset = encryption.getByRole("button", { name: "Reset identity" });
  await reset.click();
  await encryption.getByRole("button", { name: "Cancel" }).click();
  await expect(reset).toBeFocused();
  await reset.click();
  const password = encryption.getByLabel("Password", { exact: true });
  await password.fill("a guess");
  await password.press("Enter");
  await expect(encryption.getByText("This is not your password.")).toBeVisible();
  await expect(before.getByText("All keys are backed up")).toBeVisible();
  await password.fill(alice.password);
  await password.press("Enter");
  const recovery = second.dialog("Set up recovery");
  await recovery.getByRole("button", { name: "Create recovery key" }).click();
  await expect(second.dialog("Save your recovery key")).toBeVisible();
  await expect(before.getByText("Not verified: it cannot read")).toBeVisible();
});

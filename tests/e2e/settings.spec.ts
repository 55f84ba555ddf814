// The account's settings on this device.
import { expect, test } from "../support/fixtures";

test("how much is kept is told, and can be limited and deleted", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const shell = await signIn(alice);
  await shell.chooseFromAccountMenu("Settings");
  const settings = shell.dialog("Settings");
  const storage = settings.getByRole("tabpanel", { name: "Storage" });
  await settings.getByRole("tab", { name: "Storage" }).click();
  await expect(storage.getByText(/ of .* that this browser allows/)).toBeVisible();
  const limit = storage.getByRole("combobox", { name: "Keep pictures and files up to" });
  await expect(limit).toHaveValue("2");
  await limit.selectOption("100 MB");
  await storage.getByRole("button", { name: "Delete kept pictures and files" }).click();
  await expect(shell.page.getByText("Pictures and files were deleted from this device.")).toBeVisible();
  await shell.page.keyboard.press("Escape");
  await expect(settings).toBeHidden();
  await shell.page.reload();
  await shell.waitUntilOpen();
  await shell.chooseFromAccountMenu("Settings");
  await settings.getByRole("tab", { name: "Storage" }).click();
  await expect(limit.getByRole("option", { selected: true })).toHaveText("100 MB");
});

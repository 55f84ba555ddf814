// The dialogs of the recovery key.
import { expect } from "@playwright/test";

import type { Shell } from "./shell";

/** Sets recovery up: goes through the whole dialog, a wrong confirmation included. Replies with the key. */
export async function createRecoveryKey(shell: Shell): Promise<string> {
  const { page } = shell;
  await page.getByRole("button", { name: "Set up recovery" }).click();
  await page.getByRole("button", { name: "Create recovery key" }).click();
  const save = shell.dialog("Save your recovery key");
  const key = await save.getByRole("status", { name: "Recovery key" }).innerText();
  expect(key).toMatch(/^(\S{4} )+\S{1,4}$/);
  const download = page.waitForEvent("download");
  await save.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("loggia-recovery-key.txt");
  await save.getByRole("button", { name: "I have saved it" }).click();
  const confirm = shell.dialog("Confirm your recovery key");
  await confirm.getByLabel("Recovery key", { exact: true }).fill("something else");
  await confirm.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(confirm.getByText("That is not the key that was just made")).toBeVisible();
  await confirm.getByLabel("Recovery key", { exact: true }).fill(key);
  await confirm.getByRole("button", { name: "Confirm", exact: true }).click();
  await shell.dialog("Recovery is set up").getByRole("button", { name: "Done" }).click();
  return key;
}

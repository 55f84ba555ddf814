// All controls in all their states, in all colours; their pictures are left to be looked at.
import { expectAccessible, expectReadable, inEveryLook } from "../support/axe";
import { expect, test } from "../support/fixtures";
import { overhang } from "../support/sight";

// Colours on their way from one theme to the next are nobody's colours.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test("axe finds nothing in the gallery of controls, in any colours, and nothing in it is cut off", async ({ person, signIn }, testInfo) => {
  const { page } = await signIn(await person("Alice"));
  await page.goto("about:blank");
  await page.goto("/#/gallery");
  const gallery = page.getByRole("heading", { name: "Gallery" });
  await expect(gallery).toBeVisible();
  await expectAccessible(page, "the gallery");
  await page.setViewportSize({ width: 900, height: 3000 });
  await inEveryLook(page, async (look) => void (await page.screenshot({ path: testInfo.outputPath(`${look}.png`) })));
  for (const width of [375, 800, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await overhang(page), `${width} pixels wide`).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const size of ["Dialog", "Large dialog"]) {
    await page.getByRole("button", { name: size, exact: true }).click();
    await expectReadable(page, size);
    await page.getByRole("button", { name: "Cancel" }).click();
  }
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Edit" })).toBeFocused();
  await expectReadable(page, "a menu");
  await page.keyboard.press("Escape");
  for (const toast of ["Toast", "Toast of an error"]) await page.getByRole("button", { name: toast, exact: true }).click();
  await expectReadable(page, "toasts");
});

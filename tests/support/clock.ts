// The machine's clock, as page and engine read it.
import { expect, type Browser, type Page } from "@playwright/test";

import { inEngine } from "./engines";

/** Sets the clock of page and engine so many milliseconds on, as setting the machine's clock does. */
export async function setClocks(browser: Browser, page: Page, by: number) {
  const program = `{
    const now = Date.now, Real = Date, by = ${by};
    globalThis.Date = class extends Real {
      constructor(...parts) { parts.length === 0 ? super(now() + by) : super(...parts); }
      static now() { return now() + by; }
    };
    0;
  }`;
  await inEngine(browser, page, program);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: program });
  expect(Math.abs((await inEngine<number>(browser, page, "Date.now()")) - Date.now() - by)).toBeLessThan(60_000);
}

// axe-core: what WCAG 2.2 AA forbids, and what axe calls bad practice, in what a page shows and in every look of it.
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** As they are chosen under "Appearance" (`src/state/look.rs`). */
const THEMES = ["light", "dark", "light more", "dark more"];
const ACCENTS = ["", "blue", "violet", "rose", "amber"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What depends on colours. */
const OF_COLOURS: axe.RunOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** Expects axe to find nothing in what the page shows now, in any theme. A test goes on to its next screens all the same. */
export async function expectAccessible(page: Page, screen: string) {
  const found: string[] = [];
  for (const theme of THEMES) {
    await wear(page, "theme", theme);
    // But for its colours, the page is the same in all of them.
    found.push(...(await findings(page, theme, theme === THEMES[0] ? TAGS : OF_COLOURS)));
  }
  expect.soft(found, screen).toEqual([]);
}

/** Expects what the page shows now to be readable in all colours that can be chosen. */
export async function expectReadable(page: Page, screen: string) {
  const found: string[] = [];
  await inEveryLook(page, async (look) => void found.push(...(await findings(page, look, OF_COLOURS))));
  expect.soft(found, screen).toEqual([]);
}

/** Visits all combinations of themes and accents. */
export async function inEveryLook(page: Page, visit: (look: string) => Promise<void>) {
  for (const accent of ACCENTS) {
    await wear(page, "accent", accent);
    for (const theme of THEMES) {
      await wear(page, "theme", theme);
      await visit(`${theme}, ${accent || "the usual accent"}`);
    }
  }
}

/** Has the page look so, as if that had been chosen in another tab. */
async function wear(page: Page, what: "theme" | "accent", value: string) {
  await page.evaluate(([what, value]) => {
    localStorage.setItem(`loggia:${what}`, value);
    dispatchEvent(new Event("loggia:look"));
  }, [what, value]);
}

async function findings(page: Page, look: string, runOnly: axe.RunOptions["runOnly"]): Promise<string[]> {
  // Run from outside, a program needs no leave of the page's security policy.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    return (await axe.run(document, { runOnly, resultTypes: ["violations"] })).violations;
  }, runOnly);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${look}: ${id}: ${node.target}: ${node.failureSummary}`));
}

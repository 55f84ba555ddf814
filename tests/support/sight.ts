// What can be seen in a window, by its measures and by its pixels.
import { expect, type Locator, type Page } from "@playwright/test";

/** How far the page reaches beyond its window, in CSS pixels. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const beyond = [...document.querySelectorAll("nav, main, header, dialog, [role=log]")].map((part) => {
      return part.scrollWidth - part.clientWidth;
    });
    return Math.max(0, scrollWidth - clientWidth, ...beyond);
  });
}

/** How far a ring reaches around what it is for, in CSS pixels. */
const RING = 6;

/** Expects that it can be seen in or around an element whether this was done. */
export async function expectToShow(element: Locator, change: () => Promise<unknown>) {
  const look = async () => {
    const { x, y, width, height } = (await element.boundingBox())!;
    // The blinking cursor is not in it.
    return element.page().screenshot({
      clip: { x: Math.max(0, x - RING), y: Math.max(0, y - RING), width: width + 2 * RING, height: height + 2 * RING },
    });
  };
  const before = await look();
  await change();
  await expect.poll(async () => before.equals(await look()), `${element} looks different`).toBe(false);
}

/** How much colours stand out from what lies behind them, as WCAG measures it. All are named as the tokens are. */
export function contrasts(page: Page, colours: string[], behind: string[]) {
  return page.evaluate(([colours, behind]) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    const probe = document.body.appendChild(document.createElement("i"));
    const luminance = (name: string) => {
      probe.style.color = `var(--${name})`;
      canvas.fillStyle = getComputedStyle(probe).color;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
        return part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const found = colours.flatMap((colour) => behind.map((behind) => {
      const [darker, lighter] = [luminance(colour), luminance(behind)].sort((one, other) => one - other);
      return { colour, behind, contrast: (lighter + 0.05) / (darker + 0.05) };
    }));
    probe.remove();
    return found;
  }, [colours, behind]);
}

// One run of somebody who is in thousands of rooms: the first sign-in, the next visit, the list from top to bottom.
import { expect, test, type Page } from "@playwright/test";

import { Shell } from "../pages/shell";
import { rendererMegabytes, untilQuiet } from "./processes";
import { Profiler } from "./profile";
import { arm, arrival, attempt, close, figures, mark, open, run, seed, signIn } from "./scene";

const PROFILES = process.env.LOGGIA_BENCH_PROFILES;
/** How far one turn of the wheel goes, in CSS pixels. */
const WHEEL = 300;
const N_TURNS = 300;

test("many rooms", () => run(visit));

async function visit(profile: string) {
  const page = await open(profile);
  await signIn(page);
  const begin = performance.now();
  await attempt("all-rooms", page, async () => {
    await expect.poll(() => nRooms(page), { timeout: 300_000 }).toBe(seed.nRooms);
    figures.sign_in_all = figures.sign_in_rooms! + performance.now() - begin;
  });
  await untilQuiet(profile);
  figures.memory_signed_in = rendererMegabytes(profile);
  await close(page);

  const again = await open(profile);
  await again.goto(process.env.LOGGIA_APP_URL!);
  figures.return_rooms = await mark(again, "loggia:rooms-visible");
  await attempt("searching", again, () => search(again));
  await untilQuiet(profile);
  const profiler = PROFILES ? await Profiler.attach(again, PROFILES) : undefined;
  await attempt("scrolling", again, () => profiler?.during("scrolling", () => scroll(again)) ?? scroll(again));
  await untilQuiet(profile);
  figures.memory_return = rendererMegabytes(profile);
  await close(again);
}

/** How many rooms the list says that it has. */
async function nRooms(page: Page): Promise<number> {
  const rows = new Shell(page).rooms.getByRole("listitem");
  return Number(await rows.first().getAttribute("aria-setsize"));
}

/** From the key that completes a name to its room. */
async function search(page: Page) {
  const shell = new Shell(page);
  await shell.search.fill(seed.somewhere.slice(0, -1));
  await arm(page, "keydown", { kind: "room", name: seed.somewhere });
  await shell.search.press(seed.somewhere.slice(-1));
  figures.return_search = await arrival(page);
  await shell.search.fill("");
}

async function scroll(page: Page) {
  await new Shell(page).rooms.getByRole("listitem").first().hover();
  await page.evaluate(() => bench.record());
  for (let n = 0; n < N_TURNS; n++) await page.mouse.wheel(0, WHEEL);
  const course = await page.evaluate(() => bench.stop());
  figures.scroll_frame = course.ms / course.nFrames;
  figures.scroll_long_tasks = course.nLongTasks;
}

// One run of the figures: signs in, walks through rooms, writes, scrolls far back, and comes back another day.
import { test, type Page } from "@playwright/test";

import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import type { Sight } from "./probe";
import { memoryByKind, rendererMegabytes, untilQuiet } from "./processes";
import { Profiler } from "./profile";
import { arm, arrival, attempt, close, figures, mark, open, run, seed, signIn, type Room } from "./scene";

/** Where CPU profiles go, if somebody wants them: they cost time, so figures beside them are not the figures. */
const PROFILES = process.env.LOGGIA_BENCH_PROFILES;

const N_MESSAGES_SENT = 20;
const N_MESSAGES_BACK = 1000;
/** How far one turn of the wheel goes, in CSS pixels: a fast hand. */
const WHEEL = 600;

test("figures", () => run(walk));

async function walk(profile: string) {
  const page = await open(profile);
  await signIn(page);
  await untilQuiet(profile);
  figures.memory_signed_in = rendererMegabytes(profile);
  const kinds = memoryByKind(profile);
  const profiler = PROFILES ? await Profiler.attach(page, PROFILES) : undefined;
  await profiler?.memory("signed-in", kinds);
  const part = async (name: string, work: () => Promise<void>) => {
    await attempt(name, page, () => profiler?.during(name, work) ?? work());
    await untilQuiet(profile);
  };
  await part("rooms-first", () => visitRooms(page, "switch_first"));
  await part("rooms-again", () => visitRooms(page, "switch_again"));
  await part("writing", () => write(page));
  await part("opening", async () => void (figures.big_room_open = await choose(page, seed.bigRoom)));
  await part("scrolling", () => scrollBack(page));
  figures.memory_end = rendererMegabytes(profile);
  await profiler?.memory("end", memoryByKind(profile));
  // Whoever comes back another day has not left within the moment that changes are gathered.
  await new Shell(page).waitUntilKept(() => choose(page, seed.rooms[0]!));
  const address = page.url();
  await untilQuiet(profile);
  await close(page);
  const again = await open(profile);
  await attempt("coming-back", again, () => comeBack(again, address));
  await untilQuiet(profile);
  figures.memory_return = rendererMegabytes(profile);
  await close(again);
}

async function comeBack(page: Page, address: string) {
  await page.goto(address);
  figures.return_rooms = await mark(page, "loggia:rooms-visible");
  figures.return_message = await mark(page, "loggia:timeline-visible");
  figures.return_synced = await mark(page, "loggia:synced");
}

/** Opens all rooms, one after the other. */
async function visitRooms(page: Page, figure: string) {
  await new Shell(page).rooms.hover();
  await page.mouse.wheel(0, -100_000);
  const times: number[] = [];
  for (const room of seed.rooms) times.push(await choose(page, room));
  spread(figure, times);
}

/** Milliseconds from the click on a room to its newest message. */
async function choose(page: Page, { name, last }: Room): Promise<number> {
  const row = new Shell(page).row(name);
  await row.scrollIntoViewIfNeeded();
  await arm(page, "click", { kind: "message", room: name, text: last });
  await row.click();
  return arrival(page);
}

async function write(page: Page) {
  const { name } = seed.rooms.at(-1)!;
  const { main, composer } = new RoomPage(page, name);
  const jump = main.getByRole("button", { name: "Jump to the newest message" });
  if (await jump.isVisible()) await jump.click();
  const [echoes, acknowledged]: number[][] = [[], []];
  for (let n = 0; n < N_MESSAGES_SENT; n++) {
    const text = `written in this run: ${n}.`;
    await composer.fill(text);
    await arm(page, "keydown", { kind: "message", room: name, text });
    await arm(page, "keydown", { kind: "sent", text }, "sent");
    await composer.press("Enter");
    echoes!.push(await arrival(page));
    acknowledged!.push(await arrival(page, "sent"));
  }
  spread("echo", echoes!);
  spread("acknowledged", acknowledged!);
}

async function scrollBack(page: Page) {
  await new RoomPage(page, seed.bigRoom.name).timeline.hover();
  await page.evaluate(() => bench.record());
  let isThere = false;
  const sight: Sight = { kind: "number", atMost: seed.nBig - N_MESSAGES_BACK };
  const arriving = page.evaluate((sight) => bench.until(sight), sight);
  void arriving.catch(() => {}).then(() => (isThere = true));
  while (!isThere) await page.mouse.wheel(0, -WHEEL);
  figures.scroll = await arriving;
  const course = await page.evaluate(() => bench.stop());
  figures.scroll_long_tasks = course.nLongTasks;
  figures.scroll_long_task_time = course.longTaskMs;
  figures.scroll_dropped_frames = course.nDroppedFrames;
}

/** Median and 95th percentile of times within this run. */
function spread(figure: string, times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  figures[`${figure}_median`] = at(0.5);
  figures[`${figure}_p95`] = at(0.95);
}

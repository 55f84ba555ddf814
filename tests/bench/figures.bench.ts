// One run of the figures: signs in, walks through rooms, writes, scrolls far back, and comes back another day.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test, type Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { installProbe, type Sight } from "./probe";
import { rendererMegabytes, untilQuiet } from "./processes";
import { Profiler } from "./profile";

type Room = { name: string; last: string };
/** What `cargo xtask bench` tells about the homeserver. */
type Seed = { username: string; password: string; rooms: Room[]; bigRoom: Room; nBig: number };

const { LOGGIA_APP_URL = "", LOGGIA_BENCH_SEED = "{}", LOGGIA_BENCH_REPORT = "", CHROMIUM_PATH } = process.env;
/** Where CPU profiles go, if somebody wants them: they cost time, so figures beside them are not the figures. */
const PROFILES = process.env.LOGGIA_BENCH_PROFILES;
const seed = JSON.parse(LOGGIA_BENCH_SEED) as Seed;

const N_ROOMS_VISIBLE = 20;
const N_MESSAGES_SENT = 20;
const N_MESSAGES_BACK = 1000;
/** How far one turn of the wheel goes, in CSS pixels: a fast hand. */
const WHEEL = 600;

const figures: Record<string, number> = {};

test("figures", async () => {
  const profile = await mkdtemp(join(tmpdir(), "loggia-bench-"));
  const page = await open(profile);
  await signIn(page);
  await untilQuiet(profile);
  figures.memory_signed_in = rendererMegabytes(profile);
  const profiler = PROFILES ? await Profiler.attach(page, PROFILES) : undefined;
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
  await choose(page, seed.rooms[0]!);
  const address = page.url();
  await untilQuiet(profile);
  await close(page);
  const again = await open(profile);
  await attempt("coming-back", again, () => comeBack(again, address));
  await untilQuiet(profile);
  figures.memory_return = rendererMegabytes(profile);
  await close(again);
  await rm(profile, { recursive: true, force: true });
  await writeFile(LOGGIA_BENCH_REPORT, JSON.stringify(figures));
});

/** Does a part of the run. One that fails leaves a picture and no figure, and the others go on. */
async function attempt(name: string, page: Page, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    console.log(`  ${name}: ${(error as Error).message.split("\n")[0]}`);
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  }
}

/** Opens a browser with this profile. */
async function open(profile: string): Promise<Page> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM_PATH,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Rome",
    args: [
      "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
      // A process that waits for a page that never comes would count as memory of ours.
      "--disable-features=SpareRendererForSitePerProcess",
      // A turn of the wheel is where it leads to at once, as with a touchpad.
      "--disable-smooth-scrolling",
    ],
  });
  await context.addInitScript(installProbe);
  return context.pages()[0]!;
}

async function close(page: Page) {
  const nNodes = await page.evaluate(() => bench.nNodesAtMost());
  figures.nodes = Math.max(nNodes, figures.nodes ?? 0);
  await page.context().close();
}

async function signIn(page: Page) {
  await page.goto(LOGGIA_APP_URL);
  figures.login_ready = await mark(page, "loggia:login-ready");
  const login = new LoginPage(page);
  await login.fill(seed.username, seed.password);
  // What the form asks the server while it is filled in is no part of signing in.
  await expect(page.getByText("can be used")).toBeVisible();
  await arm(page, "click", { kind: "rooms", count: N_ROOMS_VISIBLE });
  await login.submit.click();
  figures.sign_in_rooms = await arrival(page);
  await new Shell(page).waitUntilOpen();
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

const mark = (page: Page, name: string) => page.evaluate((name) => bench.mark(name), name);

/** From the next event of this kind on, the page watches for this; `arrival` replies with how long it took. */
const arm = (page: Page, event: "click" | "keydown", sight: Sight, name = "drawn") =>
  page.evaluate(([name, event, sight]) => bench.arm(name, event, sight), [name, event, sight] as const);
const arrival = (page: Page, name = "drawn") => page.evaluate((name) => bench.wait(name), name);

/** Median and 95th percentile of times within this run. */
function spread(figure: string, times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  figures[`${figure}_median`] = at(0.5);
  figures[`${figure}_p95`] = at(0.95);
}

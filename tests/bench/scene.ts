// What all courses of the figures have in common: a browser with a profile of its own, the sign-in, and what is noted.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test, type Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { installProbe, type Sight } from "./probe";

export type Room = { name: string; last: string };
/** What `cargo xtask bench` tells about the homeserver. */
export type Seed = {
  username: string;
  password: string;
  rooms: Room[];
  bigRoom: Room;
  nBig: number;
  /** All rooms, and the name of one in the middle. */
  nRooms: number;
  somewhere: string;
};

const { LOGGIA_APP_URL = "", LOGGIA_BENCH_SEED = "{}", LOGGIA_BENCH_REPORT = "", CHROMIUM_PATH } = process.env;
export const seed = JSON.parse(LOGGIA_BENCH_SEED) as Seed;

const N_ROOMS_VISIBLE = 20;

/** What this run has measured, by the names of `xtask/src/bench/figures.rs`. */
export const figures: Record<string, number> = {};

/** Runs a course in a new profile, and leaves its figures. */
export async function run(course: (profile: string) => Promise<void>) {
  const profile = await mkdtemp(join(tmpdir(), "loggia-bench-"));
  await course(profile);
  await rm(profile, { recursive: true, force: true });
  await writeFile(LOGGIA_BENCH_REPORT, JSON.stringify(figures));
}

/** Does a part of the run. One that fails leaves a picture and no figure, and the others go on. */
export async function attempt(name: string, page: Page, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    console.log(`  ${name}: ${(error as Error).message.split("\n")[0]}`);
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  }
}

/** Opens a browser with this profile. */
export async function open(profile: string): Promise<Page> {
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

export async function close(page: Page) {
  const nNodes = await page.evaluate(() => bench.nNodesAtMost());
  figures.nodes = Math.max(nNodes, figures.nodes ?? 0);
  await page.context().close();
}

export async function signIn(page: Page) {
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

export const mark = (page: Page, name: string) => page.evaluate((name) => bench.mark(name), name);

/** From the next event of this kind on, the page watches for this; `arrival` replies with how long it took. */
export const arm = (page: Page, event: "click" | "keydown", sight: Sight, name = "drawn") =>
  page.evaluate(([name, event, sight]) => bench.arm(name, event, sight), [name, event, sight] as const);
export const arrival = (page: Page, name = "drawn") => page.evaluate((name) => bench.wait(name), name);

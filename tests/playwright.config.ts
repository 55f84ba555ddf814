// How the browser tests run. `cargo xtask test e2e` builds and serves the app, starts Synapse and sets the variables.
import { defineConfig, devices } from "@playwright/test";

const chromium = process.env.CHROMIUM_PATH;
const firefox = process.env.FIREFOX_PATH;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only when it is repeated has failed, unless its browser had crashed (`xtask/src/test/tally.rs`).
  retries: 1,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.LOGGIA_APP_URL,
    locale: "en-GB",
    timezoneId: "Europe/Rome",
    // Recording takes a fifth of the time of all tests.
    trace: process.env.LOGGIA_TRACE === "1" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1280, height: 800 },
        launchOptions: {
          executablePath: chromium,
          args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        },
      },
    },
    {
      name: "firefox",
      // The main path; the rest is the same code.
      grep: /@main/,
      use: {
        viewport: { width: 1280, height: 800 },
        channel: "moz-firefox",
        browserName: "firefox",
        // To take one, Playwright puts a style sheet into the page, which the page's security policy reports.
        screenshot: "off",
        launchOptions: { executablePath: firefox },
      },
    },
  ],
});

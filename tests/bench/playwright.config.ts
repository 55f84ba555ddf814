// How the figures are taken: one browser, one run, nothing beside it. `cargo xtask bench` calls this once for each run.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testMatch: "*.bench.ts",
  outputDir: "../../test-results/bench",
  retries: 0,
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: "line",
});

// Builds of the app: which one a tab shows, and the offer of a newer one.
import { expect, type Locator, type Page } from "@playwright/test";

export class Updates {
  readonly offer: Locator;
  readonly reload: Locator;
  /** The builds of all answers since the page was last loaded, as the host of a test names them. */
  private builds = new Set<string>();

  constructor(readonly page: Page) {
    this.offer = page.getByRole("status").filter({ hasText: "A new version of Loggia is ready." });
    this.reload = page.getByRole("button", { name: "Reload" });
    page.on("response", (response) => {
      if (response.request().isNavigationRequest()) this.builds.clear();
      const build = response.headers()["x-build"];
      // The operator's file is of no build.
      if (build && !response.url().endsWith("/config.json")) this.builds.add(build);
    });
  }

  /** Waits until everything for the next start is there. */
  async waitUntilKept() {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  }

  /** Looks for a newer build, as browsers do from time to time. Says what became of it. */
  async look(): Promise<string> {
    return this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing;
      if (!worker) return registration.waiting?.state ?? "nothing new";
      while (worker.state === "installing") {
        await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
      }
      return worker.state;
    });
  }

  /** Expects the tab to have come from this build alone. */
  async expectBuild(name: string) {
    await expect(() => expect([...this.builds]).toEqual([name])).toPass();
  }

  /** What service workers keep, by its path. */
  async kept(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const paths: string[] = [];
      const ours = (await caches.keys()).filter((name) => name.startsWith("loggia-shell:"));
      for (const name of ours) {
        for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
      }
      return paths.sort();
    });
  }
}

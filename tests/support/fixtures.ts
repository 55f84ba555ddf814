// What each test gets: windows that are watched for errors, and people.
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";

import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { Host, type Files } from "./bundles";
import { FaultProxy } from "./fault-proxy";
import { Person } from "./homeserver";
import { Witness } from "./witness";

/** Messages of the page that say nothing about it: a login that is refused on purpose is one. */
const EXPECTED = [/Failed to load resource/, /the engine ended: signed out/];

/** Serves these files under a name, in a folder. */
export type Serve = (name: string, files: Files, folder?: string) => Promise<Host>;
/** Opens the app at an address, or at the one of all tests. */
export type OpenApp = (path?: string) => Promise<Page>;

type Fixtures = {
  /** Registers somebody new. */
  person: (name: string) => Promise<Person>;
  /** Serves a bundle at an address of its own until all windows are closed: they go on asking for its files. */
  serve: Serve;
  /** Opens the app in a browser profile of its own; anything that goes wrong in it fails the test. */
  openApp: OpenApp;
  /** Signs somebody in in a profile of their own, at Synapse or at what stands before it. */
  signIn: (person: Person, homeserver?: string) => Promise<Shell>;
  /** Stands between the app and Synapse, for tests that let something go wrong there. */
  faults: FaultProxy;
};

export const test = base.extend<Fixtures>({
  person: async ({}, use) => {
    await use((name) => Person.register(name));
  },
  serve: async ({}, use) => {
    const hosts: Host[] = [];
    await use(async (name, files, folder) => {
      const host = await Host.start(name, files, folder);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.stop();
  },
  // `serve` is named here for its hosts to outlive the windows.
  openApp: async ({ browser, contextOptions, serviceWorkers, serve: _ }, use, info) => {
    const contexts: BrowserContext[] = [];
    const witness = new Witness();
    const problems: string[] = [];
    await use(async (path = "/") => {
      const context = await browser.newContext({ ...contextOptions, serviceWorkers });
      contexts.push(context);
      context.on("page", (page) => watch(page, problems));
      witness.follow(context);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    if (info.status !== info.expectedStatus) await witness.tell(contexts, info);
    for (const context of contexts) await context.close();
    expect(problems, "nothing went wrong in the page").toEqual([]);
  },
  signIn: async ({ openApp }, use) => {
    await use(async (person, homeserver) => {
      const page = await openApp();
      const login = new LoginPage(page);
      await login.signIn(person, homeserver);
      const shell = new Shell(page);
      await shell.waitUntilOpen();
      return shell;
    });
  },
  faults: async ({}, use) => {
    const proxy = await FaultProxy.start();
    await use(proxy);
    await proxy.stop();
  },
});

/** Notes errors, rejections and violations of the security policy. */
export function watch(page: Page, problems: string[]) {
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !EXPECTED.some((expected) => expected.test(text))) {
      problems.push(`console: ${text}`);
    }
  });
}

export { expect };

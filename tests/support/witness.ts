// What can be told of a test that failed: the console of its pages, and what they showed.
import type { BrowserContext, Page, TestInfo } from "@playwright/test";

const MAX_LINES = 60;

export class Witness {
  private lines: string[] = [];

  follow(context: BrowserContext) {
    context.on("page", (page) => {
      page.on("console", (message) => this.note(page, `${message.type()}: ${message.text()}`));
      page.on("framenavigated", (frame) => frame === page.mainFrame() && this.note(page, "was loaded"));
      page.on("close", () => this.note(page, "was closed"));
    });
  }

  private note(page: Page, text: string) {
    this.lines.push(`${new Date().toISOString().slice(14, 23)} ${page.url()} ${text.slice(0, 300)}`);
  }

  /** Prints everything: reports cut what is attached to them short. */
  async tell(contexts: BrowserContext[], info: TestInfo) {
    const pages = contexts.flatMap((context) => context.pages());
    const shown = pages.map(async (page) => {
      const content = await page.locator("body").ariaSnapshot({ timeout: 2000 }).catch(String);
      return `— ${page.url()}\n${content}`;
    });
    const told = [`what the pages of “${info.title}” showed and said:`, ...(await Promise.all(shown)), ...this.lines.slice(-MAX_LINES)];
    console.log(told.join("\n"));
  }
}

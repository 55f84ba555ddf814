// Browsers that let nothing be kept: the app in one, its worker included, which no script of a page reaches.
import type { Page } from "@playwright/test";

import { thisBuild, type Files } from "./bundles";

/** Programs that take IndexedDB away from whatever they run in. */
export const WAYS = {
  "there is no IndexedDB": `Object.defineProperty(self, "indexedDB", { value: undefined });`,
  "opening a database throws": `
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };`,
  // Nothing comes to be, and the error is what Firefox has said there.
  "databases allow no mutations": `{
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name) {
      const opening = open.call(this, name);
      opening.addEventListener("upgradeneeded", (event) => {
        event.stopImmediatePropagation();
        opening.transaction.abort();
      });
      const words = "A mutation operation was attempted on a database that did not allow mutations.";
      Object.defineProperty(opening, "error", { value: new DOMException(words, "InvalidStateError") });
      return opening;
    };
  }`,
};

export type Way = keyof typeof WAYS;

/** This build with a worker that finds IndexedDB forbidden. */
export async function buildForbidding(way: Way): Promise<Files> {
  const files = await thisBuild();
  const worker = files.get("engine-worker.js")!.toString();
  return files.set("engine-worker.js", Buffer.from(`${WAYS[way]}\n${worker}`));
}

/** Forbids it in all pages of this browser profile, and what `more` takes away. */
export async function forbid(page: Page, way: Way, more = "") {
  await page.context().addInitScript(`${WAYS[way]}\n${more}`);
}

// The engine's worker as the browser sees it.
import { expect, type Browser, type CDPSession, type Page } from "@playwright/test";

/** The engine that a page talks to, by the browser's name for it, and a session to talk to the browser. */
async function find(browser: Browser, page: Page): Promise<{ targetId: string; session: CDPSession }> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets");
  const origin = new URL(page.url()).origin;
  const engines = targetInfos.filter(({ type, url }) => type === "shared_worker" && url.startsWith(origin));
  // Other tests' engines live in profiles of their own.
  const { targetInfo } = await (await page.context().newCDPSession(page)).send("Target.getTargetInfo");
  const engine = engines.find(({ browserContextId }) => browserContextId === targetInfo.browserContextId);
  expect(engine, "the engine is among the browser's workers").toBeDefined();
  return { targetId: engine!.targetId, session };
}

/** Ends the worker as a browser does that runs out of memory: without a word. */
export async function killEngine(browser: Browser, page: Page) {
  const { targetId, session } = await find(browser, page);
  await session.send("Target.closeTarget", { targetId });
  await session.detach();
}

/** Runs a program in the worker, and replies with what it comes to. */
export async function inEngine<T>(browser: Browser, page: Page, program: string): Promise<T> {
  const { targetId, session } = await find(browser, page);
  const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
  const answer = new Promise<T>((resolve, reject) => {
    session.on("Target.receivedMessageFromTarget", ({ sessionId: from, message }) => {
      const { id, result, error } = JSON.parse(message);
      if (from !== sessionId || id !== 1) return;
      if (error || result.exceptionDetails) reject(new Error(JSON.stringify(error ?? result.exceptionDetails)));
      else resolve(result.result.value);
    });
  });
  const params = { expression: program, awaitPromise: true, returnByValue: true };
  const message = JSON.stringify({ id: 1, method: "Runtime.evaluate", params });
  await session.send("Target.sendMessageToTarget", { sessionId, message });
  const value = await answer;
  await session.detach();
  return value;
}

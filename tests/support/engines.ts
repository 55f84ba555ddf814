// The engine's worker as the browser sees it.
import { expect, type Browser, type CDPSession, type Page } from "@playwright/test";

/** The engine that a page talks to, by the browser's name for it, and a session to talk to the browser. */
async function find(browser: Browser, page: Page): Promise<{ targetId: string; session: CDPSession }> {
  const session = await browser.newBrowserCDPSession();
  const origin = new URL(page.url()).origin;
  // Other tests' engines live in profiles of their own.
  const { targetInfo } = await (await page.context().newCDPSession(page)).send("Target.getTargetInfo");
  let engine: { targetId: string } | undefined;
  const look = async () => {
    const { targetInfos } = await session.send("Target.getTargets");
    engine = targetInfos.find(({ type, url, browserContextId }) => {
      return type === "shared_worker" && url.startsWith(origin) && browserContextId === targetInfo.browserContextId;
    });
    return engine !== undefined;
  };
  // Where one has just ended, the next is about to start.
  await expect.poll(look, "the engine is among the browser's workers").toBe(true);
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

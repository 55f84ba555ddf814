// What the app tells people of trouble while a test runs, however shortly.
import type { Shell } from "../pages/shell";

/** Notes from now on all alerts, and all that is said of the connection but that it stands; replies with what reads the notes. */
export async function noteNotices({ page }: Shell): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const notices = new Set<string>();
    const look = () => {
      for (const alert of document.querySelectorAll("[role=alert]")) notices.add(alert.textContent ?? "");
      const connection = document.querySelector("[role=status][aria-label=Connection]")?.textContent?.trim() ?? "";
      if (connection !== "" && connection !== "Online") notices.add(connection);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { notices });
  });
  return () => page.evaluate(() => [...(window as unknown as { notices: Set<string> }).notices].filter((text) => text !== ""));
}

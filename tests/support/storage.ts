// What browsers do to stored data: too little room, damaged values, connections in the way.
import { expect, type Page } from "@playwright/test";

/** Lets this origin have so many bytes, for as long as the page lives. Browsers ask only once in a while: it must come before all data. */
export async function limitStorage(page: Page, bytes: number) {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: bytes });
}

/** Waits until nothing is written any more. */
export async function untilWritten(page: Page) {
  let before = -1;
  const change = async () => {
    const now = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    const change = now - before;
    before = now;
    return change;
  };
  await expect.poll(change, { intervals: [1_000] }).toBe(0);
}

/** Where tests put what fills the browser: a cache takes exactly as much room as what is in it, which a database does not. */
const FILLER = "filler";

/** Writes until the browser gives no more room: most of it at once, so that nobody else takes part in it. */
export async function fillStorage(page: Page) {
  const refusal = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const write = (bytes: number) => cache.put(`${crypto.randomUUID()}`, new Response(new Uint8Array(bytes))).then(() => undefined, (error) => error.name);
    let refusal: string | undefined;
    for (const bytes of [1_048_576, 65_536, 8_192, 512, 16]) {
      for (let n = 0; n < 2_000; n++) if ((refusal = await write(bytes)) !== undefined) break;
    }
    return refusal;
  }, FILLER);
  expect(refusal, "the browser gives no more room").toBe("QuotaExceededError");
  // For databases, browsers go on for a while by what they knew before.
  await expect.poll(() => page.evaluate(writeToDatabase, FILLER), { timeout: 60_000 }).toBe("QuotaExceededError");
}

/** Writes a little into a database of this name, and replies with the error's name. */
async function writeToDatabase(name: string): Promise<string | undefined> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(name, { autoIncrement: true });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  return new Promise((resolve) => {
    const writing = database.transaction(name, "readwrite");
    writing.objectStore(name).put(new Uint8Array(4_096));
    writing.onabort = () => resolve(writing.error?.name);
    writing.oncomplete = () => resolve(undefined);
  });
}

/** Takes that away again. */
export async function emptyStorage(page: Page) {
  await page.evaluate((name) => caches.delete(name), FILLER);
}

/** Where the engine holds room back for what is written when there is none. */
const RESERVE = "loggia-reserve";

export async function hasReserve(page: Page): Promise<boolean> {
  return page.evaluate((name) => caches.has(name), RESERVE);
}

/** Takes also the room that the engine holds back, and much more than that. */
export async function useUpReserve(page: Page) {
  await page.evaluate((name) => caches.delete(name), RESERVE);
  // Nothing that the engine deletes makes room then.
  await limitStorage(page, 1_000_000);
  await fillStorage(page);
}

/** The names of all databases that end so. */
export async function databases(page: Page, ending = ""): Promise<string[]> {
  return page.evaluate(async (ending) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    return names.filter((name) => name.endsWith(ending)).sort();
  }, ending);
}

/** Replaces all values of a database by something that nobody wrote. Keys stay. */
export async function damage(page: Page, name: string) {
  await page.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store, "readwrite").objectStore(store);
      const keys = await done(objects.getAllKeys());
      for (const key of keys) await done(objects.keyPath === null ? objects.put("damaged", key) : objects.put(damagedAt(objects.keyPath, key)));
    }
    database.close();

    function damagedAt(path: string | string[], key: IDBValidKey) {
      const value: Record<string, unknown> = { damaged: true };
      if (typeof path === "string") value[path] = key;
      else path.forEach((part, n) => (value[part] = (key as IDBValidKey[])[n]));
      return value;
    }
  }, name);
}

/** Leaves a database in a version that this build does not know. */
export async function raiseVersion(page: Page, name: string) {
  await page.evaluate((name) => new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, 9_999);
    opening.onsuccess = () => resolve(opening.result.close());
    opening.onerror = () => reject(opening.error);
  }), name);
}

/** Keeps a database from being opened for as long as the page lives: an upgrade of it never ends. */
export async function block(page: Page, name: string) {
  await page.evaluate((name) => new Promise<void>((begun) => {
    const opening = indexedDB.open(name, 9_999);
    opening.onupgradeneeded = () => {
      const store = opening.transaction!.objectStore(opening.result.objectStoreNames[0]);
      const goOn = () => (store.get("").onsuccess = goOn);
      goOn();
      begun();
    };
  }), name);
}

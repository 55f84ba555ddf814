// The service worker: keeps the files of one build, so that the app starts without a network and never mixes two builds.
// It answers for those files and for config.json. Homeservers, other origins and whatever carries a token are none of its business.
// The build fills in the next two lines: a name for this set of files, and the hash of each.
const VERSION = "";
const FILES = {};

const SCOPE = new URL(self.registration.scope);
// Other deployments may share the origin: a cache belongs to the folder that it was made for.
const PREFIX = `loggia-shell:${SCOPE.pathname}:`;
const CACHE = PREFIX + VERSION;
const PAGE = "index.html";
const CONFIG = "config.json";
// How long a network that hangs may hold up config.json.
const CONFIG_PATIENCE_MS = 4000;

const openCache = () => caches.open(CACHE);
// Hosts may redirect index.html to the folder, and no navigation takes an answer that was redirected.
const addressOf = (path) => (path === PAGE ? "./" : path);
const kept = (cache, path) => cache.match(addressOf(path), { ignoreSearch: true, ignoreVary: true });

// The browser compares the hash and refuses what is not of this build, so the browser's own cache may be asked first.
const keep = async (cache, path) => {
  if (await kept(cache, path)) return;
  const load = (mode) => fetch(addressOf(path), { cache: mode, integrity: FILES[path], priority: "low" });
  await cache.put(addressOf(path), await load("default").catch(() => load("reload")));
};

const loadConfig = async (cache, request) => {
  const answer = await fetch(request, { cache: "no-cache", signal: AbortSignal.timeout(CONFIG_PATIENCE_MS) });
  // A page that a host or a hotel sends in its place must not outlive the moment.
  const copy = answer.clone();
  if (answer.ok && (await copy.clone().json().then(() => true, () => false))) await cache.put(CONFIG, copy);
  return answer;
};

// One file after the other: whoever is at work in a tab has the network first.
const install = async () => {
  const cache = await openCache();
  for (const path of Object.keys(FILES)) await keep(cache, path);
  // The operator's file may be missing, and may change without a new build.
  await loadConfig(cache, CONFIG).catch(() => {});
};
self.addEventListener("install", (event) => event.waitUntil(install()));

// Only somebody who was asked may bring this build in while tabs of another one are open.
let isWanted = false;
self.addEventListener("message", (event) => {
  if (event.data !== "take over") return;
  isWanted = true;
  event.waitUntil(self.skipWaiting());
});

const takeOver = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  if (!isWanted) return;
  // Tabs that were loaded without a service worker hear of it too; each loads itself again.
  await self.clients.claim();
  // The old engine would hold the account against the new one for as long as any old tab lives.
  new BroadcastChannel(`loggia-engine:${SCOPE.pathname}`).postMessage("end");
};
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

// Somebody has thrown a file away. It comes back if the host still has this build; otherwise only the page itself may be of
// another build, and then nothing that is kept here may meet it.
const restore = async (cache, path, request) => {
  try {
    await keep(cache, path);
    return await kept(cache, path);
  } catch {
    if (path !== PAGE && (await kept(cache, PAGE))) return Response.error();
    const answer = await fetch(request);
    await caches.delete(CACHE);
    return answer;
  }
};

const answerFile = async (path, request) => {
  const cache = await openCache();
  return (await kept(cache, path)) ?? restore(cache, path, request);
};

const answerConfig = async (request) => {
  const cache = await openCache();
  const answer = await loadConfig(cache, request).catch(() => null);
  if (answer && answer.status < 500) return answer;
  return (await kept(cache, CONFIG)) ?? answer ?? Response.error();
};

/** The file that a request is about, if it is about one of ours. */
const pathOf = (request) => {
  const url = new URL(request.url);
  const isOurs = url.origin === SCOPE.origin && url.pathname.startsWith(SCOPE.pathname);
  if (!isOurs || request.method !== "GET" || request.headers.has("Authorization")) return null;
  return url.pathname.slice(SCOPE.pathname.length) || PAGE;
};

self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path === CONFIG) event.respondWith(answerConfig(event.request));
  else if (path !== null && Object.hasOwn(FILES, path)) event.respondWith(answerFile(path, event.request));
});

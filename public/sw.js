// The service worker: keeps the files of one build, so that the app starts without a network and never mixes two builds.
// It answers for those files and for the operator's. Homeservers, other origins and whatever carries a token are none of its business.
// The build fills in the next two lines: a name for this set of files, and the hash of each.
const VERSION = "";
const FILES = {};

const SCOPE = new URL(self.registration.scope);
// Other deployments may share the origin: a cache belongs to the folder that it was made for.
const PREFIX = `loggia-shell:${SCOPE.pathname}:`;
const CACHE = PREFIX + VERSION;
const PAGE = "index.html";
const CONFIG = "config.json";
// It counts in the place of the other, for those who come by this name.
const OWN_CONFIG = `config.${SCOPE.hostname}.json`;
// How long a network that hangs may hold them up.
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

// Hosts may have a page for every address.
const isPage = async (answer) => (await answer.clone().text()).trimStart().startsWith("<");
const isJson = (answer) => answer.ok && answer.clone().json().then(() => true, () => false);

const loadConfig = async (cache, path) => {
  const answer = await fetch(path, { cache: "no-cache", signal: AbortSignal.timeout(CONFIG_PATIENCE_MS) });
  // A page that a host or a hotel sends in its place must not outlive the moment.
  if (await isJson(answer)) await cache.put(path, answer.clone());
  if (path === OWN_CONFIG && answer.status === 404) await cache.delete(path);
  return answer;
};

// One file after the other: whoever is at work in a tab has the network first.
const install = async () => {
  const cache = await openCache();
  for (const path of Object.keys(FILES)) await keep(cache, path);
  // The operator's files may be missing, and may change without a new build.
  for (const path of [OWN_CONFIG, CONFIG]) await loadConfig(cache, path).catch(() => {});
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

// What the host says, or what it said last where it cannot say anything.
const askForConfig = async (cache, path) => {
  const answer = await loadConfig(cache, path).catch(() => null);
  if (answer && answer.status < 500) return answer;
  return (await kept(cache, path)) ?? answer;
};

const answerConfig = async () => {
  const cache = await openCache();
  const [own, common] = await Promise.all([OWN_CONFIG, CONFIG].map((path) => askForConfig(cache, path)));
  if (own?.ok && !(await isPage(own))) return own;
  return common ?? Response.error();
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
  if (path === CONFIG) event.respondWith(answerConfig());
  else if (path !== null && Object.hasOwn(FILES, path)) event.respondWith(answerFile(path, event.request));
});

// The service worker: keeps the whole atlas in the browser, so that after one visit it opens with server and
// network gone. A version is one cache. It is filled completely, every file checked by its SHA-256, before the
// browser lets this worker take over; until then the version before it answers, from its own cache. A page is
// therefore always whole: all old or all new.

// The manifest's hash of all files, put in by whoever serves this script.
const VERSION = "unbuilt";

const SCOPE = self.registration.scope;
// Several editions may live on one host: each looks after the caches of its own address only.
const OURS = `zholdar ${SCOPE} `;
const KEPT = OURS + VERSION;
const AT_ONCE = 4;
const HEADERS = [
  "content-type",
  "content-security-policy",
  "permissions-policy",
  "referrer-policy",
  "x-content-type-options",
];

const at = (path) => new URL(path, SCOPE).href;
const MANIFEST = at("manifest.json");
// The page has two addresses (the folder and index.html) and any query; it is kept once.
const PAGE = at("");
const keyOf = (url) => {
  const plain = url.origin + url.pathname;
  return plain === PAGE || plain === at("index.html") ? PAGE : url.href.split("#")[0];
};

async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The response's copy for the cache if its content is what the manifest says, else null. */
async function verified(response, file) {
  if (!response?.ok) return null;
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== file.sha256) return null;
  const kept = HEADERS.filter((name) => response.headers.has(name));
  return new Response(bytes, { headers: kept.map((name) => [name, response.headers.get(name)]) });
}

/** What other versions hold, by content: what has not changed need not travel again. */
async function alreadyHere() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === KEPT) continue;
    const manifest = await (await caches.match(MANIFEST, { cacheName: name }))?.json();
    for (const { path, sha256: digest } of manifest?.files ?? []) {
      found.set(digest, { cacheName: name, key: keyOf(new URL(at(path))) });
    }
  }
  return found;
}

async function fetched(file) {
  const url = at(file.path);
  // A browser's or proxy's stale copy fails the check; then ask past every cache.
  for (const cache of [file.immutable ? "default" : "no-cache", "reload"]) {
    const good = await verified(await fetch(url, { cache, credentials: "same-origin" }), file);
    if (good) return good;
  }
  throw new Error(`${file.path} is not what the manifest says`);
}

async function fill() {
  const answer = await fetch(MANIFEST, { cache: "no-store" });
  const manifest = await answer.clone().json();
  if (manifest.version !== VERSION) throw new Error("manifest and worker are of different versions");
  const cache = await caches.open(KEPT);
  const here = await alreadyHere();
  const queue = manifest.files.filter((file) => file.offline);
  const keepNext = async () => {
    for (let file = queue.pop(); file; file = queue.pop()) {
      const key = keyOf(new URL(at(file.path)));
      // Left by an installation that was cut off: good if its hash is.
      if (await verified(await cache.match(key), file)) continue;
      const old = here.get(file.sha256);
      const copy = old && (await verified(await caches.match(old.key, { cacheName: old.cacheName }), file));
      await cache.put(key, copy || (await fetched(file)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
  await cache.put(MANIFEST, answer);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => n.startsWith(OURS) && n !== KEPT).map((n) => caches.delete(n)));
}

/**
 * Whether a visit may begin with the version that waits: no page of the atlas is open but the one that is
 * being loaded anew.
 */
async function mayChange(request) {
  if (!self.registration.waiting) return false;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.length === 0 || (pages.length === 1 && request.cache !== "default");
}

// Until when this worker, having told the next one to take over, hands out no page any more: a page that began
// now would lose its files while it loads. Should the next one fail to take over, this one goes on.
let leaving = 0;
const LEAVING_MS = 10000;

/** "Come again at once"; by then the new version is in charge. */
function comeAgain() {
  leaving ||= Date.now() + LEAVING_MS;
  self.registration.waiting?.postMessage({ type: "zholdar:take" });
  // The icon keeps the browser from asking for one.
  const blank = '<!doctype html><link rel="icon" href="data:,">';
  return new Response(blank, { headers: { refresh: "0", "content-type": "text/html" } });
}

async function answer(request) {
  const key = keyOf(new URL(request.url));
  if (request.mode === "navigate" && key === PAGE) {
    if (Date.now() < leaving || (!leaving && (await mayChange(request)))) return comeAgain();
  }
  const kept = await caches.match(key, { cacheName: KEPT, ignoreVary: true });
  return kept ?? fromNetwork(request, key);
}

/** From the network; a script that only some visits need is kept from then on, if it is what the manifest says. */
async function fromNetwork(request, key) {
  const response = await fetch(request);
  if (!key.endsWith(".js")) return response;
  const manifest = await (await caches.match(MANIFEST, { cacheName: KEPT }))?.json();
  const file = manifest?.files.find(({ path, offline }) => !offline && at(path) === key);
  const copy = file && (await verified(response.clone(), file));
  if (copy) await (await caches.open(KEPT)).put(key, copy);
  return response;
}

async function status() {
  const manifest = await (await caches.match(MANIFEST, { cacheName: KEPT }))?.json();
  const files = (manifest?.files ?? []).filter((file) => file.offline);
  return {
    type: "zholdar:kept",
    version: VERSION,
    release: manifest?.release ?? "",
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    waiting: Boolean(self.registration.waiting),
  };
}

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "zholdar:take") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "zholdar:status") {
    event.waitUntil(status().then((said) => event.ports[0]?.postMessage(said)));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  event.respondWith(answer(request));
});

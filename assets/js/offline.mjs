// The offline copy, as the page sees it: asks the browser to keep the atlas (assets/sw.js does the keeping), looks
// for new versions, and takes one when told (assets/whole.js then reloads the page). Without service workers (plain http from another machine) the
// atlas works as it does; it is then not kept.

import { inQuiet } from "./quiet.mjs";

const CHECK_MS = 60 * 60 * 1000;

/** Address of the worker: beside the folder that the bundle lies in, in both editions. */
export function workerAddress(bundle, page) {
  return new URL("../sw.js", new URL(bundle, page)).href;
}

/**
 * Keep the atlas. Waits for a quiet moment: the first picture comes first.
 * @param {string} bundle address of the bundle
 * @param {{container?: ServiceWorkerContainer, later?: (task) => void}} surroundings for tests
 */
export function keepOffline(bundle, { container = navigator.serviceWorker, later = inQuiet } = {}) {
  if (!container) return;
  later(() => {
    // Refused in private windows and sandboxed frames: the atlas is then simply not kept.
    register(container, workerAddress(bundle, document.baseURI)).catch(() => {});
  });
}

async function register(container, address) {
  const registration = await container.register(address, { updateViaCache: "none" });
  // Without a network the question fails, and the version at hand stays.
  const check = () => registration.update().catch(() => {});
  setInterval(check, CHECK_MS);
  window.addEventListener("online", check);
}

/** What is kept: {version, release, files, bytes, waiting}, or null if nothing is. */
export async function offlineStatus(container = navigator.serviceWorker) {
  const active = (await container?.getRegistration())?.active;
  if (!active) return null;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    active.postMessage({ type: "zholdar:status" }, [port2]);
  });
}

/**
 * Take the new version if one waits; the page then reloads by itself. For a kiosk's idle moments.
 * @returns {Promise<boolean>} whether there was one
 */
export async function takeNewVersion(container = navigator.serviceWorker) {
  const waiting = (await container?.getRegistration())?.waiting;
  waiting?.postMessage({ type: "zholdar:take" });
  return Boolean(waiting);
}

// What the first picture can do without comes in a quiet moment. On a slow computer with a film that never rests there
// is none: it then comes all the same, a little later.

const LATEST_MS = 5_000;
// For browsers that do not say when they rest.
const SOON_MS = 500;

/**
 * Do something in a quiet moment, or a few seconds from now.
 * @param {() => void} task
 */
export function inQuiet(task, { requestIdleCallback, setTimeout } = globalThis) {
  if (requestIdleCallback) requestIdleCallback(task, { timeout: LATEST_MS });
  else setTimeout(task, SOON_MS);
}

// Healing: an error in one part puts that part back to its beginning; anything worse loads the page anew, and it comes
// back to the film. The staff find a log; visitors find no error text.

import { note } from "./kiosk_log.mjs";

const BEAT_MS = 1000;
const RELOAD_MS = 2500;
// A kiosk that cannot start must not flicker: after some quick attempts it waits longer.
const QUICK = 4;
const WINDOW_MS = 5 * 60_000;
const SLOW_MS = 60_000;
const KEY = "zholdar-kiosk-reloads";
// Browsers report this where a layout needed one more frame; nothing is wrong.
const HARMLESS = /ResizeObserver loop/;

/** How long to wait before loading anew, after earlier reloads at these times. */
export function reloadDelay(times, now) {
  return times.filter((time) => now - time < WINDOW_MS).length >= QUICK ? SLOW_MS : RELOAD_MS;
}

/**
 * Watch over the page.
 * @param {{storage: Storage, session: Storage, apologise: (on: boolean) => void, reload: () => void}} parts
 */
export function createHeal({ storage, session, apologise, reload = () => window.location.reload() }) {
  let coming = null;

  function anew(why) {
    note(storage, why, Date.now());
    if (coming !== null) return;
    apologise(true);
    const now = Date.now();
    const times = JSON.parse(session.getItem(KEY) ?? "[]");
    session.setItem(KEY, JSON.stringify([...times, now].slice(-QUICK)));
    coming = setTimeout(reload, reloadDelay(times, now));
  }

  window.addEventListener("error", (event) => {
    if (event.message && !HARMLESS.test(event.message)) anew(`error: ${event.message}`);
  });
  window.addEventListener("unhandledrejection", ({ reason }) => anew(`error: ${reason?.message ?? reason}`));
  watchFrames(() => {
    note(storage, "frozen: no frames", Date.now());
    // The page's own timers may be stuck with its frames.
    reload();
  });

  return {
    /** Do something; where it fails, say sorry for a moment and put things back. */
    guard(work, restore) {
      try {
        work();
      } catch (error) {
        note(storage, `part: ${error?.message ?? error}`, Date.now());
        apologise(true);
        setTimeout(() => apologise(false), RELOAD_MS);
        try {
          restore();
        } catch (worse) {
          anew(`part: ${worse?.message ?? worse}`);
        }
      }
    },
    anew,
  };
}

/** A beat from every second's frame to the worker; it answers only when the frames stop. */
function watchFrames(onFrozen) {
  const worker = new Worker(new URL("./watchdog_worker.mjs", import.meta.url), { type: "module" });
  worker.onmessage = onFrozen;
  const beat = () => {
    worker.postMessage("beat");
    setTimeout(() => requestAnimationFrame(beat), BEAT_MS);
  };
  requestAnimationFrame(beat);
  document.addEventListener("visibilitychange", () => worker.postMessage(document.hidden ? "hidden" : "shown"));
}

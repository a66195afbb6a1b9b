// The watchdog beside the page: it hears a beat from every living frame clock, and barks when there is none.

const LOOK_MS = 1000;
/** Longest silence in ms; with the reload that follows it stays under ten seconds. */
export const SILENCE_MS = 6000;

/** Whether the frames have stopped; a hidden page has none and is not watched. */
export function isFrozen({ last, watching }, now) {
  return watching && now - last > SILENCE_MS;
}

/** Watch over messages: "beat", "hidden", "shown". */
export function watch(port, now = () => performance.now()) {
  const seen = { last: now(), watching: true };
  port.onmessage = ({ data }) => {
    seen.last = now();
    seen.watching = data !== "hidden";
  };
  setInterval(() => {
    if (!isFrozen(seen, now())) return;
    // Time for the page to load anew: a second bark too soon would begin the loading again.
    seen.last = now();
    port.postMessage("frozen");
  }, LOOK_MS);
}

if (typeof WorkerGlobalScope !== "undefined" && globalThis instanceof WorkerGlobalScope) watch(globalThis);

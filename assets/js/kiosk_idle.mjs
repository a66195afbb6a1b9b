// When nobody touches the kiosk any more: active, then "still here?" with a countdown, then the film. Pure: the
// view asks at every tick and every touch.

/** Seconds of the countdown. */
export const ASK_SECONDS = 20;
export const IDLE_LIMITS = [30, 600];
export const IDLE_SECONDS = 75;

/** A kiosk that has just started. */
export const asleep = (now, loop = true) => ({ phase: loop ? "loop" : "rest", since: now });

/**
 * The next state of rest.
 * @param {{phase: "active"|"ask"|"loop"|"rest", since: number}} idle since when, in ms
 * @param {{kind: "touch"|"tick", now: number, film?: boolean}} event film: whether a visitor's film is playing
 * @param {{idle: number, loop: boolean}} options idle in seconds; without the loop the doors wait instead
 */
export function nextIdle(idle, { kind, now, film = false }, options) {
  if (kind === "touch") return { phase: "active", since: now };
  // The computer's clock was put back: waiting begins anew, or the question would stand for hours.
  if (now < idle.since) return { ...idle, since: now };
  if (idle.phase === "active") {
    // A film is watched to its end without touching.
    if (film) return { phase: "active", since: now };
    return now - idle.since >= options.idle * 1000 ? { phase: "ask", since: now } : idle;
  }
  if (idle.phase === "ask" && now - idle.since >= ASK_SECONDS * 1000) return asleep(now, options.loop);
  return idle;
}

/** Seconds left of the countdown. */
export function secondsLeft(idle, now) {
  return Math.max(0, Math.ceil(ASK_SECONDS - (now - idle.since) / 1000));
}

/** Whether a touch only wakes, and does nothing else. */
export const onlyWakes = ({ phase }) => phase === "loop" || phase === "ask";

/**
 * Whether the nightly fresh start is due: the hour has come since the page was loaded. Only asked while nobody
 * is there.
 * @param {number} loaded when the page was loaded, ms
 * @param {number} now ms
 * @param {number|null} hour 0 to 23 on the local clock, null for never
 */
export function nightlyDue(loaded, now, hour) {
  if (hour === null) return false;
  const due = new Date(now);
  due.setHours(hour, 0, 0, 0);
  if (due.getTime() > now) due.setDate(due.getDate() - 1);
  return loaded < due.getTime();
}

// The one clock. It turns frames into years while the atlas plays; everything else listens.

import { filmOf } from "./state.mjs";

/**
 * Time after a frame.
 * @param {number} time in years, such as 1931.25
 * @param {number} seconds since the last frame
 * @param {number} speed years a second
 * @param {number} end last year; the film stops when that year is over
 * @returns {{time: number, ended: boolean}}
 */
export function advance(time, seconds, speed, end) {
  // A tab that slept must not skip years when it wakes.
  const step = Math.min(seconds, 0.25) * speed;
  const next = time + step;
  return next >= end + 1 ? { time: end + 0.999, ended: true } : { time: next, ended: false };
}

/**
 * Run the clock on animation frames while the state says `playing`.
 * @param {object} store
 * @param {number[]} years first and last
 * @param {(seconds: number) => void} onFrame seconds of motion since the film began
 */
export function startClock(store, years, onFrame) {
  let time = store.get().year;
  let last = null;
  let motion = 0;
  // One frame is ever asked for: a pause and a start within one frame must not leave two loops.
  let asked = 0;
  function frame(now) {
    const state = store.get();
    if (!state.playing) {
      last = null;
      return;
    }
    const seconds = last === null ? 0 : (now - last) / 1000;
    last = now;
    if (Math.floor(time) !== state.year) time = state.year;
    const moved = advance(time, seconds, state.speed, filmOf(state, years)[1]);
    time = moved.time;
    motion += seconds;
    const year = Math.floor(time);
    if (year !== state.year) store.set({ year });
    onFrame(motion);
    if (moved.ended) store.set({ playing: false });
    else asked = requestAnimationFrame(frame);
  }
  store.subscribe((state, previous) => {
    if (state.playing && !previous.playing) {
      time = state.year;
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(frame);
    }
  });
}

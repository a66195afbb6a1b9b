// Chance that comes again: property tests draw their cases from a seed, so that a failure can be repeated.

/** @param {number} seed @returns draws of numbers, members and subsets */
export function chance(seed) {
  let state = seed >>> 0;
  // mulberry32, public domain.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (low, high) => low + Math.floor(next() * (high - low + 1));
  const one = (list) => list[whole(0, list.length - 1)];
  const yes = (share = 0.5) => next() < share;
  const some = (list, most = list.length) => {
    const left = [...list];
    const count = whole(0, Math.min(most, left.length));
    return Array.from({ length: count }, () => left.splice(whole(0, left.length - 1), 1)[0]);
  };
  return { whole, one, yes, some };
}

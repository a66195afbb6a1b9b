// Shape of a flow on screen: a curved ribbon, wide at the origin and narrowing towards the destination.
// Pure geometry in pixels; nothing here draws.

/** Points of a polyline at `count` equal steps along its length. */
export function resample(points, count) {
  const lengths = [0];
  for (let i = 1; i < points.length; i += 1) {
    const [dx, dy] = [points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]];
    lengths.push(lengths[i - 1] + Math.hypot(dx, dy));
  }
  const total = lengths.at(-1);
  const result = [];
  let at = 1;
  for (let step = 0; step < count; step += 1) {
    const target = (total * step) / (count - 1);
    while (at < points.length - 1 && lengths[at] < target) at += 1;
    const piece = lengths[at] - lengths[at - 1] || 1;
    const share = Math.min(1, Math.max(0, (target - lengths[at - 1]) / piece));
    const [a, b] = [points[at - 1], points[at]];
    result.push([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
  }
  return { points: result, length: total };
}

/**
 * Bend a line to its own left by a share of its length, so that opposite directions part and
 * several flows between the same places lie side by side.
 */
export function bend(points, length, share) {
  const last = points.length - 1;
  const [dx, dy] = [points[last][0] - points[0][0], points[last][1] - points[0][1]];
  const chord = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [dy / chord, -dx / chord];
  return points.map(([x, y], i) => {
    const t = i / last;
    const off = 4 * t * (1 - t) * share * length;
    return [x + nx * off, y + ny * off];
  });
}

/** Unit normals (to the left) along a polyline. */
export function normals(points) {
  return points.map((_, i) => {
    const a = points[Math.max(0, i - 1)];
    const b = points[Math.min(points.length - 1, i + 1)];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const size = Math.hypot(dx, dy) || 1;
    return [dy / size, -dx / size];
  });
}

/** Width in px at the origin of a flow of `people`: area grows with people, capped. */
export function ribbonWidth(people) {
  return Math.min(18, 2 + 0.34 * Math.sqrt(people));
}

/** Share of the full width left at position t of 0 to 1: a third at the destination. */
export function taper(t) {
  return 1 - (2 / 3) * t;
}

const STEPS = 48;

/**
 * The spine of a flow from projected vertices.
 * @param {number[][]} projected vertices in px
 * @param {{share: number, stop: number}} shape bend as share of length; px left free before the end
 * @returns {{points, normals, length, angle}|null} null when too short to draw
 */
export function spine(projected, { share, stop }) {
  const even = resample(projected, STEPS);
  if (!(even.length > stop + 6)) return null;
  const bent = resample(bend(even.points, even.length, share), STEPS);
  const kept = Math.max(2, Math.floor((STEPS * (bent.length - stop)) / bent.length));
  const points = resample(bent.points.slice(0, kept), STEPS).points;
  const [a, b] = [points[STEPS - 3], points[STEPS - 1]];
  return {
    points,
    normals: normals(points),
    length: bent.length,
    angle: Math.atan2(b[1] - a[1], b[0] - a[0]),
  };
}

/** Outline of a ribbon around a spine: left edge forward, right edge back. */
export function outline({ points, normals: sides }, width) {
  const last = points.length - 1;
  const edge = (sign) =>
    points.map(([x, y], i) => {
      const half = (sign * width * taper(i / last)) / 2;
      return [x + sides[i][0] * half, y + sides[i][1] * half];
    });
  return [...edge(1), ...edge(-1).reverse()];
}

/** Point at t of 0 to 1 along a spine, `aside` px to the left. */
export function along({ points, normals: sides }, t, aside = 0) {
  const place = Math.min(0.9999, Math.max(0, t)) * (points.length - 1);
  const i = Math.floor(place);
  const share = place - i;
  const [a, b] = [points[i], points[i + 1]];
  return [
    a[0] + (b[0] - a[0]) * share + sides[i][0] * aside,
    a[1] + (b[1] - a[1]) * share + sides[i][1] * aside,
  ];
}

/**
 * The parts of a polyline inside a box: close by, most of a line lies far outside the picture.
 * @param {number[][]} points
 * @param {number[]} box left, top, right, bottom
 * @returns {number[][]} [from, to] in steps of the polyline: 2.5 is half way between its third and fourth point
 */
export function inside(points, [left, top, right, bottom]) {
  const parts = [];
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    let [from, to] = [0, 1];
    // Liang and Barsky (1984): each edge of the box shortens the piece from one of its ends.
    for (const [start, step, low, high] of [[a[0], b[0] - a[0], left, right], [a[1], b[1] - a[1], top, bottom]]) {
      if (step === 0) {
        if (start < low || start > high) to = -1;
      } else {
        const [enter, leave] = [(low - start) / step, (high - start) / step].sort((x, y) => x - y);
        from = Math.max(from, enter);
        to = Math.min(to, leave);
      }
    }
    if (from >= to) continue;
    const last = parts.at(-1);
    if (last?.[1] === i - 1 + from) last[1] = i - 1 + to;
    else parts.push([i - 1 + from, i - 1 + to]);
  }
  return parts;
}

/**
 * Which of the marks that stand at equal steps along a spine lie inside a box.
 * @param {{points: number[][], length: number}} spine
 * @param {number} step px from one mark to the next
 * @param {number[]} box left, top, right, bottom
 * @returns {number[]} their numbers, from 0 at the origin
 */
export function marksInside({ points, length }, step, box) {
  const perPoint = length / (points.length - 1) / step;
  return inside(points, box).flatMap(([from, to]) => {
    const first = Math.floor(from * perPoint);
    return Array.from({ length: Math.floor(to * perPoint) - first + 1 }, (_, i) => first + i);
  });
}

/** The points of a part of a polyline, as `inside` gives it. */
export function pieceOf(points, [from, to]) {
  const at = (step) => {
    const i = Math.min(points.length - 2, Math.floor(step));
    const [a, b] = [points[i], points[i + 1]];
    return [a[0] + (b[0] - a[0]) * (step - i), a[1] + (b[1] - a[1]) * (step - i)];
  };
  return [at(from), ...points.slice(Math.floor(from) + 1, Math.ceil(to)), at(to)];
}

/** Smallest distance in px from a point to a polyline. */
export function distanceTo(points, x, y) {
  let best = Infinity;
  for (let i = 1; i < points.length; i += 1) {
    const [ax, ay] = points[i - 1];
    const [dx, dy] = [points[i][0] - ax, points[i][1] - ay];
    const share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, share));
    best = Math.min(best, Math.hypot(x - ax - dx * t, y - ay - dy * t));
  }
  return best;
}

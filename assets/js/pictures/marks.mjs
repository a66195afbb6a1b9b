// Marks of a drawn picture as buttons: Plotly draws them as paths, here they get a name, the focus and a tap. With
// the focus on one, arrow keys go on to the next; Enter opens its records.

// How far beside a mark a finger may come down, in px.
const NEAR = 22;

const traceOf = (element) => element.__data__?.[0]?.trace?.index;

/** Paths of bars and dots with the key of what they stand for; Plotly keeps its own data on each element. */
function points(plot, marks) {
  const found = [];
  for (const [group, point] of [[".barlayer .trace.bars", "g.point"], [".scatterlayer .trace.scatter", ".points path.point"]]) {
    for (const trace of plot.querySelectorAll(group)) {
      const keys = marks[traceOf(trace)];
      if (!keys) continue;
      for (const element of trace.querySelectorAll(point)) {
        const key = keys[element.__data__.i];
        const path = element.tagName === "path" ? element : element.querySelector("path");
        if (key !== undefined && path) found.push({ path, keys: [key] });
      }
    }
  }
  return found;
}

/** Nodes and bands of a flow. */
function bands(plot, { nodes, links }) {
  const paths = (selector, known, numberOf) =>
    [...plot.querySelectorAll(selector)].map((element) => {
      const mark = known[numberOf(element.__data__)];
      const path = element.tagName === "path" ? element : element.querySelector("rect.node-rect");
      return mark && path ? { path, ...mark } : null;
    }).filter(Boolean);
  return [
    ...paths(".sankey-node", nodes, (datum) => datum.node.pointNumber),
    ...paths("path.sankey-link", links, (datum) => datum.link.pointNumber),
  ];
}

/**
 * Make a drawn picture answer to taps and keys.
 * @param {{plot: HTMLElement, marks: string[][]|{nodes, links}, entries: object[], name: (entry) => string,
 *   open: (entries: object[], label: string, path: Element) => void}} parts
 * @returns {{focus: (key: string) => void, size: number}}
 */
export function attachMarks({ plot, marks, entries, name, open }) {
  const byKey = new Map(entries.map((entry, i) => [entry.key, { entry, i }]));
  const rank = ({ keys }) => byKey.get(keys[0])?.i ?? Infinity;
  const found = Array.isArray(marks) ? points(plot, marks).sort((a, b) => rank(a) - rank(b)) : bands(plot, marks);
  const paths = found.map(({ path }) => path);

  function activate(mark) {
    const meant = mark.keys.map((key) => byKey.get(key).entry);
    open(meant, mark.label ?? name(meant[0]), mark.path);
  }
  function stand(i) {
    for (const path of paths) path.setAttribute("tabindex", "-1");
    paths[i].setAttribute("tabindex", "0");
    paths[i].focus();
  }
  found.forEach((mark, i) => {
    const { path } = mark;
    path.classList.add("mark");
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", i ? "-1" : "0");
    path.setAttribute("aria-label", mark.label ?? name(byKey.get(mark.keys[0]).entry));
    path.dataset.key = mark.keys.join("|");
  });
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  plot.onkeydown = (event) => {
    const at = paths.indexOf(event.target);
    if (at < 0) return;
    if (event.key in STEPS) stand((at + STEPS[event.key] + paths.length) % paths.length);
    else if (event.key === "Home") stand(0);
    else if (event.key === "End") stand(paths.length - 1);
    else if (event.key === "Enter" || event.key === " ") activate(found[at]);
    else return;
    event.preventDefault();
  };
  plot.onclick = ({ target, clientX, clientY }) => {
    const at = paths.indexOf(target);
    if (at >= 0) activate(found[at]);
    else {
      const near = nearest(paths, clientX, clientY);
      if (near >= 0) activate(found[near]);
    }
  };
  return {
    size: found.length,
    focus(key) {
      const at = found.findIndex((mark) => mark.keys.includes(key));
      if (at >= 0) stand(at);
    },
  };
}

/** Position of the mark that a finger meant, or -1. */
function nearest(paths, x, y) {
  let [best, least] = [-1, NEAR];
  paths.forEach((path, i) => {
    const box = path.getBoundingClientRect();
    const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    if (away < least) [best, least] = [i, away];
  });
  return best;
}

// A line of words at a resting mouse. It repeats what the card says at length; nothing is only here.

/**
 * @param {{root: HTMLElement, stage: HTMLElement, say: (hit: {kind, id}) => string}} parts
 */
export function createTip({ root, stage, say }) {
  return function show(found, x, y) {
    root.hidden = !found.length;
    if (!found.length) return;
    const more = found.length > 1 ? ` (+${found.length - 1})` : "";
    root.textContent = say(found[0]) + more;
    const right = x > stage.clientWidth * 0.6;
    root.style.transform = `translate(${right ? x - 14 : x + 14}px, ${y + 14}px)${right ? " translateX(-100%)" : ""}`;
  };
}

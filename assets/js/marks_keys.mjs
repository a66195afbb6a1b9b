// The map by keyboard: with the map in focus, up and down go from mark to mark, Enter opens.

/**
 * @param {{stage: HTMLElement, map, say: (mark) => string, choose: (kind, id) => void, live: HTMLElement}} parts
 */
export function watchMarks({ stage, map, say, choose, live }) {
  let at = -1;

  function stand(position) {
    const marks = map.marks();
    if (!marks.length) return;
    at = (position + marks.length) % marks.length;
    map.focus(marks[at]);
    live.textContent = say(marks[at]);
  }
  stage.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") stand(at + 1);
    else if (event.key === "ArrowUp") stand(at - 1);
    else if (event.key === "Enter" && at >= 0) {
      const mark = map.marks()[at];
      if (mark) choose(mark.kind, mark.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  stage.addEventListener("blur", () => {
    at = -1;
    map.focus(null);
  });
}

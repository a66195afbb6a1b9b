// On a narrow screen the timeline shows play and bars; what else belongs to time opens under one button.

/**
 * @param {{button: HTMLElement, timeline: HTMLElement}} parts
 */
export function createTimeSheet({ button, timeline }) {
  button.addEventListener("click", () => {
    const open = timeline.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  });
}

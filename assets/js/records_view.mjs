// Opens and closes the large table. The grid itself is fetched when somebody first asks for it.

/**
 * @param {{root: HTMLElement, index, store, t, read: (kind: string, id: string, patch: object) => void}} parts
 * @returns {{draw: () => void, isOpen: () => boolean, toggle: (open?: boolean) => void}}
 */
export function createRecords({ root, index, store, t, read }) {
  let grid = null;
  let opener = null;
  const records = {
    draw() {
      if (!root.hidden) grid?.draw();
    },
    isOpen: () => !root.hidden,
    /** Open or close; closing gives the focus back to where it was. */
    toggle(open = root.hidden) {
      if (open === !root.hidden || (open && ["kiosk", "embed"].includes(store.get().mode))) return;
      if (open) opener = document.activeElement;
      root.hidden = !open;
      if (!open) {
        const back = opener?.checkVisibility?.() ? opener : document.getElementById("table-open");
        back.focus({ preventScroll: true });
        return;
      }
      root.focus({ preventScroll: true });
      begin();
    },
  };

  async function begin() {
    if (!grid) {
      const { createGrid } = await import("./grid_view.mjs");
      grid ??= createGrid({ root, index, store, t, read, close: () => records.toggle(false) });
    }
    grid.open();
  }

  return records;
}

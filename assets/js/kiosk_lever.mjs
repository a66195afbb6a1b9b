// A lever or knob that drives the year, through the Gamepad API: the first axis, one end to the other.

// Potentiometers tremble; a smaller change is none.
const STEADY = 0.012;

/** Year for the position of an axis, -1 to 1. */
export function yearOfAxis(value, [first, last]) {
  const share = Math.min(1, Math.max(0, (value + 1) / 2));
  return first + Math.min(last - first, Math.floor(share * (last - first + 1)));
}

/** Whether an axis has really moved. */
export const hasMoved = (before, now) => before === null || Math.abs(now - before) > STEADY;

/**
 * Follow the first lever that is connected.
 * @param {{years: number[], moved: (year: number) => void, gamepads?: () => (Gamepad|null)[]}} parts
 */
export function watchLever({ years, moved, gamepads = () => navigator.getGamepads() }) {
  let before = null;
  const look = () => {
    const pad = [...gamepads()].find((found) => found?.axes?.length);
    if (pad && hasMoved(before, pad.axes[0])) {
      // Where the lever stands at the start is no touch.
      if (before !== null) moved(yearOfAxis(pad.axes[0], years));
      before = pad.axes[0];
    }
    requestAnimationFrame(look);
  };
  look();
}

// What went wrong, for the staff: kept in the browser's storage, read at the launch page. Visitors never see it.

const KEY = "zholdar-kiosk-log";
const MOST = 200;
const LONGEST = 400;

/** Entries, oldest first. */
export function readLog(storage) {
  try {
    const found = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** Note one thing with its time. */
export function note(storage, what, now) {
  const entry = { at: new Date(now).toISOString(), what: String(what).slice(0, LONGEST) };
  try {
    storage.setItem(KEY, JSON.stringify([...readLog(storage), entry].slice(-MOST)));
  } catch {
    // Nothing can be noted; nothing is lost for visitors.
  }
}

export function clearLog(storage) {
  storage.removeItem(KEY);
}

// Counting what is opened, per day, in the browser's own storage: story, place or life, and language. Nothing about
// who. Off unless the museum switches it on. Pure but for the storage it is given.

const KEY = "zholdar-kiosk-counts";
const DAYS = 400;

/** Counts with one more. */
export function counted(counts, { day, kind, id, lang }) {
  const key = [day, kind, id, lang].join("|");
  return { ...counts, [key]: (counts[key] ?? 0) + 1 };
}

/** Counts without days long past. */
export function pruned(counts, today, days = DAYS) {
  const first = dayOf(new Date(`${today}T12:00:00`).getTime() - days * 86_400_000);
  return Object.fromEntries(Object.entries(counts).filter(([key]) => key.slice(0, 10) >= first));
}

/** "2026-11-25" by the local calendar. */
export function dayOf(ms) {
  const date = new Date(ms);
  const two = (n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Counts as a CSV table. Ids and languages are the atlas's own codes and need no quoting. */
export function countsCsv(counts) {
  const rows = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b));
  return ["day,kind,id,lang,touches", ...rows.map(([key, n]) => [...key.split("|"), n].join(","))].join("\n") + "\n";
}

/** What is stored; {} where nothing or nonsense is. */
export function readCounts(storage) {
  try {
    const found = JSON.parse(storage.getItem(KEY) ?? "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

/** Count one touch. A full or forbidden storage loses it quietly. */
export function count(storage, what, now) {
  const day = dayOf(now);
  try {
    storage.setItem(KEY, JSON.stringify(counted(pruned(readCounts(storage), day), { ...what, day })));
  } catch {
    // A kiosk goes on without its statistics.
  }
}

export function clearCounts(storage) {
  storage.removeItem(KEY);
}

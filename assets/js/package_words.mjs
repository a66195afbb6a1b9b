// Words that a data package brings for its own codes: the server puts them among the texts, under keys such
// as "category:evacuees" (geodata/declared.py). They are no messages of the interface's catalogues.

/**
 * What the package says, or null.
 * @param {Function} t from createWords
 * @param {string} kind such as "category", "family", "nationality", "camera", "atlas"
 * @param {string} id
 */
export function said(t, kind, id) {
  const key = [kind, id].join(":");
  const text = t(key);
  return text === key ? null : text;
}

/** The package's word for a code, else the interface's, else the code itself. */
export function named(t, kind, id, known = {}) {
  return said(t, kind, id) ?? t(known[id] ?? id);
}

/** One of the package's texts about itself: its name, subtitle, source ... */
export const aboutAtlas = (t, name) => said(t, "atlas", name);

// Colours of the package's families as a style sheet, in both themes. Pure text; ink.mjs puts it on.

/**
 * @param {{id: string, colours: Object<string, {mark: string, text: string}>}[]} families checked by the
 *   server: ids are small letters, colours #rrggbb
 */
export function familyStyles(families) {
  const tokens = (theme) =>
    families.flatMap(({ id, colours }) => [
      `--family-${id}:${colours[theme].mark};`,
      `--family-${id}-text:${colours[theme].text};`,
    ]).join("");
  const rules = families.map(({ id }) => [
    `.bg-${id}{background:var(--family-${id})}`,
    `.edge-${id}{border-color:var(--family-${id})}`,
    `.stroke-${id}{stroke:var(--family-${id})}`,
    `.figure-chart .fill-${id},.timeline-svg .fill-${id}{fill:var(--family-${id})}`,
  ].join("\n"));
  const [first, second] = [families[0].id, (families[1] ?? families[0]).id];
  return [
    `:root{${tokens("paper")}--life-1:var(--family-${second}-text);--life-2:var(--family-${first}-text)}`,
    `:root[data-theme="dark"]{${tokens("dark")}}`,
    ...rules,
  ].join("\n");
}

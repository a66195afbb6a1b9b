// The bundle as it travels (columns, see geodata/packing.py) back into records. Pure.

/** Each column gives an array with one cell a record; `undefined` where the record has nothing. */
function cellsOf(column, count, texts) {
  if (Array.isArray(column)) return column.map((cell) => cell ?? undefined);
  if (column.text) return texts(column.text, count);
  if (column.each) return objects(column.each, count, texts);
  if (column.lines) return column.lines.map((steps) => steps ? line(steps, 10 ** column.digits) : undefined);
  return lists(column, texts);
}

function objects(each, count, texts) {
  const found = new Array(count);
  for (const [key, column] of Object.entries(each)) {
    const cells = cellsOf(column, count, texts);
    for (let row = 0; row < count; row += 1) {
      if (cells[row] === undefined) continue;
      found[row] ??= {};
      found[row][key] = cells[row];
    }
  }
  return found;
}

function lists({ rows, of }, texts) {
  const items = cellsOf(of, rows.reduce((sum, length) => sum + (length ?? 0), 0), texts);
  let next = 0;
  return rows.map((length) => {
    if (length === null) return undefined;
    next += length;
    return items.slice(next - length, next);
  });
}

function line(steps, scale) {
  const points = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([x / scale, y / scale]);
  }
  return points;
}

/**
 * The document that geodata/bundle.py describes.
 * @param {{parts: object, words: Object<string, (string|null)[]>}} packed what the server sent
 */
export function unpack({ parts, words }) {
  const read = Object.fromEntries(Object.keys(words).map((lang) => [lang, 0]));
  const texts = (lang, count) => {
    read[lang] += count;
    return words[lang].slice(read[lang] - count, read[lang]).map((text) => text ?? undefined);
  };
  const document = {};
  for (const [name, part] of Object.entries(parts)) {
    if (!part.ids) [document[name]] = cellsOf(part, 1, texts);
    else {
      const cells = cellsOf(part.of, part.ids.length, texts);
      document[name] = Object.fromEntries(part.ids.map((id, row) => [id, cells[row]]));
    }
  }
  return document;
}

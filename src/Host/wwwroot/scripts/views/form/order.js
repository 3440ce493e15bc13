// From what the form says to what the API takes.

const topLevel = new Set(['seeds', 'name']);

/** The lines that are not blank. */
export const linesOf = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');

/** `NAME=RULE` lines as an object; a line without a name becomes a fault. */
export function pairsOf(text) {
  const pairs = {};
  const faults = [];
  for (const line of linesOf(text)) {
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(0, equals)).trim();
    if (!name) {
      faults.push(`“${line}” has no name: write NAME=css:SELECTOR.`);
    } else if (Object.hasOwn(pairs, name)) {
      faults.push(`The name “${name}” is used twice.`);
    } else {
      pairs[name] = line.slice(equals + 1).trim();
    }
  }
  return { pairs, faults };
}

/**
 * The body of the request; what was left empty is left to the service.
 * @param data the form's data; @returns `{ order, faults }`, faults by field.
 */
export function orderOf(fields, data) {
  const order = { seeds: [], options: {} };
  const faults = {};
  const put = (key, value) => {
    const [outer, inner] = key.split('.');
    if (inner) {
      order[outer] = { ...order[outer], [inner]: value };
    } else {
      (topLevel.has(key) ? order : order.options)[key] = value;
    }
  };
  for (const { key, kind } of fields) {
    const text = data.get(key)?.trim() ?? '';
    if (kind === 'switch') {
      put(key, data.has(key));
    } else if (kind === 'set') {
      put(key, data.getAll(key));
    } else if (kind === 'pairs') {
      const { pairs, faults: found } = pairsOf(text);
      put(key, pairs);
      if (found.length > 0) {
        faults[key] = found;
      }
    } else if (kind === 'lines') {
      put(key, linesOf(text));
    } else if (text !== '') {
      put(key, kind === 'number' ? Number(text) : text);
    }
  }
  return { order, faults };
}

/** Which field the API means with `options.maxPages`, `seeds[2]` or `fields.price`; null when none. */
export function fieldOf(fields, name) {
  const path = name.replace(/^\$?\.?(options\.)?/i, '').replace(/\[.*$/, '').toLowerCase();
  return fields.find(({ key }) => key.toLowerCase() === path) ?? fields.find(({ key }) => path.startsWith(`${key.toLowerCase()}.`)) ?? null;
}

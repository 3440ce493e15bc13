// Addresses inside the dashboard: `#/crawls/ID/pages?host=…`. They are links like any other, so back, forward and reload work.

/** A route: the pattern's `:names` match one segment each. */
export const route = (pattern, view) => ({ segments: pattern.split('/').filter(Boolean), view });

/** The hash of a place. */
export function hashOf(parts, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const path = `#/${parts.map(encodeURIComponent).join('/')}`;
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Which route a hash means: `{ view, params, query }`, or null. */
export function match(routes, hash) {
  const [path, search = ''] = split(hash.replace(/^#\/?/, ''));
  const segments = path.split('/').filter(Boolean).map(decode);
  for (const { segments: pattern, view } of routes) {
    const params = fit(pattern, segments);
    if (params) {
      return { view, params, query: new URLSearchParams(search) };
    }
  }
  return null;
}

function fit(pattern, segments) {
  if (pattern.length !== segments.length) {
    return null;
  }
  const params = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith(':')) {
      params[part.slice(1)] = segments[index];
    } else if (part !== segments[index]) {
      return null;
    }
  }
  return params;
}

function split(text) {
  const mark = text.indexOf('?');
  return mark < 0 ? [text] : [text.slice(0, mark), text.slice(mark + 1)];
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // Typed by hand, and no percent-encoding: taken as it is.
  }
}

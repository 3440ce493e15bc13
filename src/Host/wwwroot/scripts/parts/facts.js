// Facts by name.
import { h, untrusted } from '../dom/element.js';

/** @param rows `[name, value]`; a name is text of strangers, and a value is text of strangers or an element. Rows without a value are left out. */
export function facts(rows) {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return h('dl', { class: 'facts' }, ...known.map(([name, value]) => h('div', null, h('dt', null, untrusted(name)), h('dd', null, value instanceof Node ? value : untrusted(value)))));
}

/** Anything that came as JSON: flat things as facts, the rest as text. */
export function jsonFacts(value) {
  if (value === null || typeof value !== 'object') {
    return untrusted(value);
  }
  const isFlat = !Array.isArray(value) && Object.values(value).every((part) => part === null || typeof part !== 'object');
  return isFlat ? facts(Object.entries(value).map(([name, part]) => [name, part === null ? null : String(part)])) : h('pre', { class: 'source', tabindex: '0' }, untrusted(JSON.stringify(value, null, 2)));
}

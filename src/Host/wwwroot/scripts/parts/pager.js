// Steps through a list that the service gives by cursor. The cursor is in the address, so reload and back work.
import { h } from '../dom/element.js';
import { hashOf } from '../router.js';

// Which cursor came before: a cursor itself leads only forward.
const before = new Map();

/** @param parts the view's address; @param query its filters, the present cursor among them; @param next where it goes on, or null. */
export function pager(parts, query, next) {
  const here = hashOf(parts, query);
  if (!next && !query.cursor) {
    return null;
  }
  const onward = next && hashOf(parts, { ...query, cursor: next });
  if (onward) {
    before.set(onward, here);
  }
  return h('nav', { class: 'pager', 'aria-label': 'Parts of the list' },
    query.cursor && h('a', { class: 'button', href: hashOf(parts, { ...query, cursor: null }) }, 'First'),
    before.has(here) && h('a', { class: 'button', href: before.get(here), rel: 'prev' }, 'Previous'),
    onward && h('a', { class: 'button', href: onward, rel: 'next' }, 'Next'));
}

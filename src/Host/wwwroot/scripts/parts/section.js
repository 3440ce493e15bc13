// A titled part of a view.
import { h } from '../dom/element.js';

let number = 0;

/** A card with a heading that names it. */
export function section(title, options, ...content) {
  const id = `section-${++number}`;
  return h('section', { class: `card ${options?.class ?? ''}`, 'aria-labelledby': id },
    h('div', { class: 'card-head' }, h('h2', { id }, title), options?.aside), ...content);
}

// A titled part of a view.
import { h } from '../dom/element.js';

let number = 0;

/** A card with a heading that names it. */
export function section(title, ...content) {
  const id = `section-${++number}`;
  return h('section', { class: 'card', 'aria-labelledby': id },
    h('h2', { id }, title), ...content);
}

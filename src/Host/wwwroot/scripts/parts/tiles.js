// Large numbers with their names.
import { h, setText } from '../dom/element.js';

/**
 * @param definitions `{ name, read, hint? }`; `read` makes the text of a tile from the data.
 * @returns `{ element, update(data) }`.
 */
export function tiles(definitions) {
  const values = definitions.map(() => h('dd', null));
  const hints = definitions.map(() => h('dd', { class: 'tile-hint' }));
  const element = h('dl', { class: 'tiles' }, ...definitions.map(({ name, hint }, index) =>
    h('div', { class: 'tile' }, h('dt', null, name), values[index], hint && hints[index])));
  return {
    element,
    update: (data) => definitions.forEach(({ read, hint }, index) => {
      setText(values[index], read(data));
      if (hint) {
        setText(hints[index], hint(data));
      }
    }),
  };
}

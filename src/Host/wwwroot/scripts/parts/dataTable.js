// A table that becomes a list of cards where there is no room. The roles are written out, because a browser forgets that
// a table is one as soon as its parts are laid out differently.
import { h } from '../dom/element.js';

/**
 * @param caption what the table holds, for those who cannot see where it stands.
 * @param columns `{ title, kind }`; `number` is set flush right, `main` is the head of a card.
 * @returns `{ element, body }`; rows made by `tableRow` go into the body.
 */
export function dataTable(caption, columns) {
  const body = h('tbody', { role: 'rowgroup' });
  const element = h('table', { class: 'data-table', role: 'table' },
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      ...columns.map(({ title, kind }) => h('th', { scope: 'col', role: 'columnheader', class: kind }, title)))),
    body);
  return { element, body };
}

/** A row: one cell for each column, in their order. */
export const tableRow = (columns, cells) => h('tr', { role: 'row' },
  ...cells.map((cell, index) => h('td', { role: 'cell', class: columns[index].kind, 'data-label': columns[index].title }, cell)));

// Faults where they belong: each at its field, and all of them in a list that leads there.
import { h, replace } from '../../dom/element.js';
import { idOf } from './controls.js';
import { fieldOf } from './order.js';

/** Takes back what was said of an earlier attempt. */
export function clearFaults(fields, list) {
  replace(list);
  for (const { key } of fields) {
    document.getElementById(idOf(key)).removeAttribute('aria-invalid');
    replace(document.getElementById(`${idOf(key)}-fault`));
  }
}

/** Shows faults by the API's names of the fields, and moves the focus to the list of them. */
export function showFaults(fields, list, faults, title = 'The crawl cannot begin like this:') {
  const lines = Object.entries(faults).flatMap(([name, texts]) => [texts].flat().map((text) => ({ field: fieldOf(fields, name), name, text: String(text) })));
  for (const { field, text } of lines.filter((line) => line.field)) {
    document.getElementById(idOf(field.key)).setAttribute('aria-invalid', 'true');
    document.getElementById(`${idOf(field.key)}-fault`).append(h('span', null, text));
    document.getElementById(idOf(field.key)).closest('details')?.setAttribute('open', '');
  }
  replace(list, h('div', { class: 'fault-list', role: 'alert', tabindex: '-1' }, h('h2', null, title),
    h('ul', null, ...lines.map(({ field, name, text }) => h('li', null, field ? link(field, text) : `${name ? `${name}: ` : ''}${text}`)))));
  list.firstElementChild.focus();
}

// A link whose address is no view's: it only moves the focus.
const link = (field, text) => h('a', {
  href: location.hash, onclick: (event) => {
    event.preventDefault();
    document.getElementById(idOf(field.key)).focus();
  },
}, `${field.label}: ${text}`);

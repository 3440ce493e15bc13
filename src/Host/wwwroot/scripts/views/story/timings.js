// How long what took.
import { bar } from '../../charts/bars.js';
import { h } from '../../dom/element.js';
import { dateTime, milliseconds } from '../../text/format.js';

const legs = [['fetchMs', 'Fetch', 'tone-1'], ['parseMs', 'Parse', 'tone-2']];

/** One bar for each leg, each beginning where the one before ended. */
export function timings(page) {
  const known = legs.filter(([key]) => typeof page[key] === 'number');
  const all = known.reduce((sum, [key]) => sum + page[key], 0) || 1;
  let start = 0;
  return h('div', { class: 'stack' },
    h('ul', { class: 'bar-list', 'aria-label': 'Timings' }, ...known.map(([key, name, tone]) => {
      const drawing = bar([{ share: start / all, tone: 'gap' }, { share: page[key] / all, tone }]);
      start += page[key];
      return h('li', null, h('span', { class: 'bar-name' }, name), h('span', { class: 'bar-value' }, milliseconds(page[key])), drawing);
    })),
    h('p', { class: 'muted' }, `Fetch begun ${dateTime(page.fetchedAt)}; ${milliseconds(all)} in all.`));
}

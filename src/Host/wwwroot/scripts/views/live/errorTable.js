// What went wrong, by reason, with examples that lead to their stories.
import { barList } from '../../charts/bars.js';
import { h, replace, untrusted } from '../../dom/element.js';
import { empty } from '../../parts/states.js';
import { hashOf } from '../../router.js';
import { count, words } from '../../text/format.js';

const mostExamples = 3;

/** @returns `{ element, update(errors) }`. */
export function errorTable(crawl) {
  const element = h('div', null);
  let shown = '';
  return {
    element,
    update: (errors) => {
      // Drawn again only when something changed: a reader may be at a link in it.
      const state = JSON.stringify(errors);
      if (state !== shown) {
        shown = state;
        replace(element, errors.length === 0 ? empty('Nothing went wrong so far.') : barList('Errors by reason', errors.map((error) => row(crawl, error))));
      }
    },
  };
}

const row = (crawl, { reason, count: occurrences, examples = [] }) => ({
  name: h('span', null, untrusted(words(reason)), h('span', { class: 'bar-examples' }, ...examples.slice(0, mostExamples).map((example) =>
    h('a', { href: hashOf(['crawls', crawl, 'pages', example.id]) }, untrusted(example.url))))),
  value: occurrences,
  text: count(occurrences),
  tone: 'tone-bad',
});

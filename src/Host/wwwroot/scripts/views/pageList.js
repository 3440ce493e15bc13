// The finished URLs of a crawl, by filters.
import { listPages } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { badge } from '../parts/badge.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { dataTable, tableRow } from '../parts/dataTable.js';
import { pager } from '../parts/pager.js';
import { empty, leftOut, loading } from '../parts/states.js';
import { hashOf } from '../router.js';
import { bytes, count, milliseconds, words } from '../text/format.js';

const outcomes = ['ok', 'unchanged', 'redirected', 'http-error', 'failed', 'parser-failed', 'robots-denied', 'robots-unreachable', 'trap'];
const kinds = ['page', 'image', 'sitemap'];
const filters = ['text', 'outcome', 'kind', 'host'];
const limit = 50;

const columns = [
  { title: 'Page', kind: 'main' }, { title: 'Outcome' }, { title: 'Status', kind: 'number' }, { title: 'Kind' }, { title: 'Depth', kind: 'number' },
  { title: 'Size', kind: 'number' }, { title: 'Fetch', kind: 'number' }, { title: 'Parse', kind: 'number' },
];

export async function pageListView(context) {
  const { params, query, signal } = context;
  const frame = await crawlFrame(context, 'pages');
  const asked = Object.fromEntries([...filters, 'cursor'].map((name) => [name, query.get(name) ?? '']));
  const here = ['crawls', params.id, 'pages'];
  const place = h('div', { class: 'stack' }, loading('the pages'));
  replace(frame.body, filterForm(asked, here), place);

  const { items, next, skipped } = await listPages(params.id, { ...asked, limit }, signal);
  if (items.length === 0) {
    // A filter looks through a part of a long list at a time: this part may hold nothing, and the next one may.
    replace(place, leftOut(skipped), next ? empty('No page fits so far', 'There are more to look through.') : empty('No page fits', 'Change the filters, or wait until the crawl has come further.'), pager(here, asked, next));
    return;
  }
  const table = dataTable('Finished URLs', columns);
  table.body.append(...items.map((item) => row(params.id, item)));
  replace(place, leftOut(skipped), h('div', { class: 'card' }, table.element), pager(here, asked, next));
}

function filterForm(asked, here) {
  const choice = (name, label, values) => field(name, label, h('select', { id: `filter-${name}`, name },
    h('option', { value: '' }, 'Any'), ...values.map((value) => h('option', { value, selected: value === asked[name] }, words(value)))));
  const text = (name, label, placeholder) => field(name, label, h('input', { id: `filter-${name}`, name, type: 'search', value: asked[name], placeholder, autocomplete: 'off' }));
  return h('form', { class: 'filters', role: 'search', 'aria-label': 'Filter the pages', onsubmit: apply },
    text('text', 'Text', 'In title or URL'), choice('outcome', 'Outcome', outcomes), choice('kind', 'Kind', kinds), text('host', 'Host', 'https://example.org'),
    h('div', { class: 'filter-actions' }, h('button', { class: 'button primary' }, 'Filter'), filters.some((name) => asked[name]) && h('a', { class: 'button quiet', href: hashOf(here) }, 'Clear')));

  function apply(event) {
    event.preventDefault();
    location.hash = hashOf(here, Object.fromEntries(new FormData(event.target)));
  }
}

const field = (name, label, input) => h('div', { class: 'field' }, h('label', { for: `filter-${name}` }, label), input);

function row(crawl, page) {
  return tableRow(columns, [
    h('a', { class: 'page-link', href: hashOf(['crawls', crawl, 'pages', page.id]) },
      h('span', { class: 'page-title' }, untrusted(page.title || page.url)),
      page.title && h('span', { class: 'page-url' }, untrusted(page.url))),
    h('span', { class: 'outcome' }, badge(page.outcome), page.reason && h('span', { class: 'reason' }, untrusted(page.reason))),
    count(page.status), words(page.kind), count(page.depth), bytes(page.bytes), milliseconds(page.fetchMs), milliseconds(page.parseMs),
  ]);
}

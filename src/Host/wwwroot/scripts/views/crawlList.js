// All crawls, newest first, kept up to date while one of them moves.
import { listCrawls } from '../api/crawls.js';
import { h, replace, setText, untrusted } from '../dom/element.js';
import { keyedList } from '../dom/keyedList.js';
import { repeat } from '../dom/repeat.js';
import { badge, updateBadge } from '../parts/badge.js';
import { isMoving, nameOf } from '../parts/crawlState.js';
import { pager } from '../parts/pager.js';
import { empty, loading } from '../parts/states.js';
import { hashOf } from '../router.js';
import { bytes, count, dateTime, rate, seconds } from '../text/format.js';

const states = ['queued', 'running', 'paused', 'finished', 'failed', 'cancelled'];
const interval = 3_000;

export async function crawlListView({ page, signal, query }) {
  const state = query.get('state') ?? '';
  const cursor = query.get('cursor');
  const list = h('ul', { class: 'crawl-list', 'aria-label': 'Crawls' });
  const show = keyedList(list, (crawl) => crawl.id, card, updateCard);
  const place = h('div', null, loading('the crawls'));
  replace(page,
    h('header', { class: 'page-head' }, h('h1', null, 'Crawls'), h('a', { class: 'button primary', href: '#/new' }, 'New crawl')),
    filter(state), place);

  const refresh = async () => {
    const answer = await listCrawls({ state, cursor, limit: 50 }, signal);
    show(answer.items);
    return answer;
  };
  const first = await refresh();
  if (first.items.length === 0) {
    replace(place, state || cursor ? empty('No crawl is in this state.') : empty('No crawls yet', h('a', { href: '#/new' }, 'Begin the first one'), ' with the address of a site.'));
  } else {
    replace(place, list, pager(['crawls'], { state, cursor }, first.next));
    repeat(signal, interval, async () => (await refresh()).items.some((crawl) => isMoving(crawl.state)));
  }
}

const filter = (chosen) => h('nav', { class: 'filter-chips', 'aria-label': 'Crawls by state' },
  ...['', ...states].map((state) => h('a', { href: hashOf(['crawls'], { state }), 'aria-current': state === chosen ? 'true' : null }, state ? state.charAt(0).toUpperCase() + state.slice(1) : 'All')));

function card(crawl) {
  const number = (name) => h('div', null, h('dt', null, name), h('dd', null));
  return h('li', { class: 'crawl-card' },
    h('div', { class: 'crawl-card-head' },
      h('a', { class: 'crawl-card-name', href: hashOf(['crawls', crawl.id]) }, untrusted(nameOf(crawl))),
      badge(crawl.state)),
    h('p', { class: 'crawl-card-about' }, crawl.name && [untrusted(seedText(crawl)), ' · '], `Created ${dateTime(crawl.createdAt)}`),
    h('dl', { class: 'crawl-card-numbers' }, ...['Pages', 'Images', 'Failed', 'Waiting', 'Volume', 'Rate', 'Time'].map(number)));
}

function seedText({ seeds = [], seedCount = seeds.length }) {
  const shown = seeds.slice(0, 2);
  return shown.join(', ') + (seedCount > shown.length ? ` and ${count(seedCount - shown.length)} more` : '');
}

function updateCard(element, crawl) {
  const progress = crawl.progress ?? {};
  updateBadge(element.querySelector('.badge'), crawl.state);
  const texts = [count(progress.pages), count(progress.images), count(progress.failed), count(progress.waiting), bytes(progress.bytes), crawl.state === 'running' ? rate(progress.pagesPerSecond, 'pages') : '–', seconds(progress.elapsed)];
  element.querySelectorAll('dd').forEach((place, index) => setText(place, texts[index]));
}

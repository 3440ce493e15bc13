// The head that all views of one crawl share: name, state, commands, and the ways between the views.
import { readCrawl } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { hashOf } from '../router.js';
import { count, dateTime } from '../text/format.js';
import { outLink } from '../text/links.js';
import { badge, updateBadge } from './badge.js';
import { crawlCommands } from './crawlCommands.js';
import { nameOf } from './crawlState.js';
import { exportLink } from './download.js';
import { loading } from './states.js';

const tabs = [['', 'Live'], ['pages', 'Pages'], ['images', 'Images'], ['summary', 'Summary'], ['explain', 'Explain']];

/**
 * Reads a crawl and puts its head on the page.
 * @returns `{ crawl, body, update }`: the view goes into the body; `update(crawl)` brings the head up to date.
 */
export async function crawlFrame({ page, params, signal }, tab) {
  replace(page, loading('the crawl'));
  const crawl = await readCrawl(params.id, signal);
  const state = badge(crawl.state);
  const reason = h('span', { class: 'crawl-reason' });
  const commands = crawlCommands((changed) => update(changed));
  const body = h('div', { class: 'stack' });

  function update(changed) {
    updateBadge(state, changed.state);
    replace(reason, changed.reason && untrusted(changed.reason));
    commands.update(changed);
  }

  update(crawl);
  replace(page,
    h('nav', { class: 'crumbs', 'aria-label': 'Breadcrumb' }, h('a', { href: '#/crawls' }, 'Crawls'), h('span', { 'aria-hidden': 'true' }, '/'), untrusted(nameOf(crawl))),
    h('header', { class: 'crawl-head' },
      h('div', { class: 'crawl-title' },
        h('h1', null, untrusted(nameOf(crawl))),
        h('p', { class: 'crawl-status', id: 'crawl-status' }, state, reason, h('span', { class: 'muted' }, `Created ${dateTime(crawl.createdAt)}`)),
        seedLine(crawl)),
      h('div', { class: 'crawl-actions' }, commands.element, exportLink(crawl.id, 'jsonl', 'JSONL'), exportLink(crawl.id, 'csv', 'CSV'))),
    h('nav', { class: 'tabs', 'aria-label': 'Views of the crawl' }, ...tabs.map(([path, label]) =>
      h('a', { href: hashOf(['crawls', crawl.id, path].filter(Boolean)), 'aria-current': path === tab ? 'page' : null }, label))),
    body);
  return { crawl, body, update };
}

function seedLine({ seeds = [], seedCount = seeds.length }) {
  const first = seeds.slice(0, 3).flatMap((seed, index) => [index > 0 && ', ', outLink(seed)]);
  return h('p', { class: 'crawl-seeds' }, seedCount === 1 ? 'Seed ' : 'Seeds ', ...first, seedCount > 3 && ` and ${count(seedCount - 3)} more`);
}

// The URLs that were finished last, the newest on top.
import { h, replace, untrusted } from '../../dom/element.js';
import { inNextFrame } from '../../dom/frame.js';
import { keyedList } from '../../dom/keyedList.js';
import { badge } from '../../parts/badge.js';
import { empty } from '../../parts/states.js';
import { hashOf } from '../../router.js';
import { bytes, milliseconds } from '../../text/format.js';

const kept = 12;

/** @returns `{ element, add(page) }`; hundreds of pages a second are drawn as the last few of each frame. */
export function pageFeed(crawl) {
  const list = h('ol', { class: 'feed', 'aria-label': 'URLs finished just now' });
  const element = h('div', null, empty('Nothing since this view was opened.'));
  const show = keyedList(list, (page) => page.id, (page) => row(crawl, page), () => {});
  let latest = [];
  const draw = inNextFrame(() => {
    if (!list.isConnected) {
      replace(element, list);
    }
    show(latest);
  });
  return {
    element,
    add: (page) => {
      latest = [page, ...latest.filter((other) => other.id !== page.id)].slice(0, kept);
      draw();
    },
  };
}

const row = (crawl, page) => h('li', null,
  badge(page.outcome),
  h('a', { class: 'feed-name', href: hashOf(['crawls', crawl, 'pages', page.id]) }, untrusted(page.title || page.url)),
  h('span', { class: 'feed-numbers' }, untrusted([page.status ?? page.reason, bytes(page.bytes), milliseconds(page.fetchMs)].filter(Boolean).join(' · '))));

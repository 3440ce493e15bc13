// The URLs that were finished last, the newest on top.
import { h, replace, untrusted } from '../../dom/element.js';
import { badge } from '../../parts/badge.js';
import { empty } from '../../parts/states.js';
import { hashOf } from '../../router.js';
import { bytes, milliseconds } from '../../text/format.js';

const kept = 12;

/** @returns `{ element, add(page) }`. */
export function pageFeed(crawl) {
  const list = h('ol', { class: 'feed', 'aria-label': 'URLs finished just now' });
  const element = h('div', null, empty('Nothing since this view was opened.'));
  return {
    element,
    add: (page) => {
      if (!list.isConnected) {
        replace(element, list);
      }
      list.prepend(h('li', null,
        badge(page.outcome),
        h('a', { class: 'feed-name', href: hashOf(['crawls', crawl, 'pages', page.id]) }, untrusted(page.title || page.url)),
        h('span', { class: 'feed-numbers' }, [page.status ?? page.reason, bytes(page.bytes), milliseconds(page.fetchMs)].filter(Boolean).join(' · '))));
      while (list.children.length > kept) {
        list.lastElementChild.remove();
      }
    },
  };
}

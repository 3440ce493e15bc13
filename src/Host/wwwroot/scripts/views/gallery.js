// The images that a crawl has found.
import { listMedia } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { openDialog } from '../parts/dialog.js';
import { facts } from '../parts/facts.js';
import { pager } from '../parts/pager.js';
import { empty, leftOut, loading } from '../parts/states.js';
import { thumbnail } from '../parts/thumbnail.js';
import { hashOf } from '../router.js';
import { bytes } from '../text/format.js';
import { isWebUrl, outLink } from '../text/links.js';
import { visibleText } from '../text/visible.js';

// Each is a request of its own.
const limit = 48;

export async function galleryView(context) {
  const { params, query, signal } = context;
  const frame = await crawlFrame(context, 'images');
  const cursor = query.get('cursor') ?? '';
  replace(frame.body, loading('the images'));
  const { items, next, skipped } = await listMedia(params.id, { cursor, limit }, signal);
  if (items.length === 0) {
    replace(frame.body, leftOut(skipped), empty('No images', 'None were found so far, or the crawl does not collect them.'));
    return;
  }
  replace(frame.body,
    leftOut(skipped),
    h('ul', { class: 'gallery', 'aria-label': 'Images' }, ...items.map((item) => h('li', null, figure(params.id, item, signal)))),
    pager(['crawls', params.id, 'images'], { cursor }, next));
}

function figure(crawl, item, signal) {
  const name = fileName(item.url);
  const picture = item.path || item.href ? thumbnail(crawl, item.sha256, visibleText(name), signal) : h('div', { class: 'thumbnail' }, h('span', { class: 'thumbnail-note' }, 'Not kept'));
  return h('button', { type: 'button', class: 'gallery-item', onclick: () => show(crawl, item, name, signal) },
    picture,
    h('span', { class: 'gallery-name' }, untrusted(name)),
    h('span', { class: 'gallery-about' }, bytes(item.bytes)));
}

const show = (crawl, item, name, signal) => openDialog(untrusted(name), [
  thumbnail(crawl, item.sha256, visibleText(name), signal),
  facts([
    ['URL', outLink(item.url)], ['Found on', item.via && outLink(item.via)], ['Content type', item.contentType], ['Size', bytes(item.bytes)],
    ['SHA-256', h('code', { class: 'hash' }, item.sha256)], ['Story', h('a', { href: hashOf(['crawls', crawl, 'pages', item.id]) }, 'How it was reached')],
  ]),
], [{ label: 'Close', value: '' }], 'wide');

/** The last part of a web address's path; otherwise the whole text. */
function fileName(url) {
  const last = isWebUrl(url) ? new URL(url).pathname.split('/').filter(Boolean).at(-1) : null;
  try {
    return last ? decodeURIComponent(last) : url;
  } catch {
    return last; // A stray percent sign.
  }
}

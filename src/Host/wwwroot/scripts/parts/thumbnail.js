// An image of a crawl. An image element cannot send a token, so where there is one the bytes are fetched and drawn.
import { mediaAddress, readBlob } from '../api/crawls.js';
import { token } from '../api/token.js';
import { h } from '../dom/element.js';

const widest = 1_600;

/** @param name what a screen reader says of it. */
export function thumbnail(crawl, sha256, name, signal) {
  const place = h('div', { class: 'thumbnail' });
  const fail = () => place.replaceChildren(h('span', { class: 'thumbnail-note' }, 'No preview'));
  const source = mediaAddress(crawl, sha256);
  if (token()) {
    whenSeen(place, signal, () => draw(source, name, signal).then((canvas) => place.replaceChildren(canvas), fail));
  } else {
    place.append(h('img', { src: source, alt: name, loading: 'lazy', decoding: 'async', onerror: fail }));
  }
  return place;
}

async function draw(source, name, signal) {
  const bitmap = await createImageBitmap(await readBlob(source, signal));
  const scale = Math.min(1, widest / bitmap.width);
  const canvas = h('canvas', { role: 'img', 'aria-label': name, width: Math.ceil(bitmap.width * scale), height: Math.ceil(bitmap.height * scale) });
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

function whenSeen(element, signal, act) {
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      act();
    }
  }, { rootMargin: '200px' });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

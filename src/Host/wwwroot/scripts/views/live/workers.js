// The parser processes, a tile each.
import { h, replace, setText, untrusted } from '../../dom/element.js';
import { keyedList } from '../../dom/keyedList.js';
import { badge, updateBadge } from '../../parts/badge.js';
import { empty } from '../../parts/states.js';
import { count } from '../../text/format.js';

/** @returns `{ element, update(workers) }`. */
export function workerTiles() {
  const list = h('ul', { class: 'worker-list', 'aria-label': 'Parser processes' });
  const element = h('div', null);
  const show = keyedList(list, (worker) => worker.name, tile, (place, worker) => {
    updateBadge(place.querySelector('.badge'), worker.state);
    place.classList.toggle('has-deaths', worker.deaths > 0);
    const texts = [worker.pid ? String(worker.pid) : '–', count(worker.documents), count(worker.deaths)];
    place.querySelectorAll('dd').forEach((value, index) => setText(value, texts[index]));
  });
  return {
    element,
    update: (workers) => {
      if (workers.length === 0) {
        replace(element, empty('No parser process is running.'));
        return;
      }
      if (!list.isConnected) {
        replace(element, list);
      }
      show(workers);
    },
  };
}

const tile = (worker) => h('li', { class: 'worker' },
  h('div', { class: 'worker-head' }, h('span', { class: 'worker-name' }, untrusted(worker.name)), badge(worker.state)),
  h('dl', null, ...['PID', 'Documents', 'Deaths'].map((name) => h('div', null, h('dt', null, name), h('dd', null)))));

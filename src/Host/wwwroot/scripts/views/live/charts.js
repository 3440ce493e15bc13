// The three charts of a running crawl.
import { lineChart } from '../../charts/lineChart.js';
import { progressHistory } from '../../charts/progressHistory.js';
import { h } from '../../dom/element.js';
import { inNextFrame } from '../../dom/frame.js';
import { count } from '../../text/format.js';

const perSecond = (value, isAxis) => (isAxis ? String(value) : `${value.toFixed(1)}/s`);
const urls = (value) => count(value);

/** @returns `{ element, add(progress) }`. */
export function liveCharts() {
  const history = progressHistory();
  const speed = lineChart('Throughput', [{ name: 'Pages', tone: 'tone-1' }, { name: 'Images', tone: 'tone-2' }], perSecond);
  const errors = lineChart('Errors', [{ name: 'Failed', tone: 'tone-bad' }], perSecond);
  const queue = lineChart('Queue', [{ name: 'Waiting', tone: 'tone-3' }, { name: 'Under way', tone: 'tone-1' }], urls, 1);
  const pick = (...keys) => history.points.map((point) => ({ x: point.x, values: keys.map((key) => point[key] ?? 0) }));
  const draw = inNextFrame(() => {
    speed.update(pick('pages', 'images'));
    errors.update(pick('errors'));
    queue.update(pick('waiting', 'underWay'));
  });
  return {
    element: h('div', { class: 'chart-grid' }, speed.element, errors.element, queue.element),
    add: (progress) => {
      history.add(progress);
      draw();
    },
  };
}

// Lines over time, drawn in SVG. The legend tells the values in words, of the latest moment or of the one under the pointer.
import { h, replace, setText, svg } from '../dom/element.js';
import { clock, seconds } from '../text/format.js';
import { linear, ticksUpTo, timeTicks } from './scale.js';

const height = 180;
const margin = { top: 10, right: 12, bottom: 24, left: 44 };

/**
 * @param title what the chart is of.
 * @param series `{ name, tone }` of each line, in the order of a point's values.
 * @param format makes a value's text.
 * @param finest the finest step of the axis: 1 for things that are counted.
 * @returns `{ element, update(points) }`; a point is `{ x: seconds, values }`, in rising order of x.
 */
export function lineChart(title, series, format, finest = 0) {
  const drawing = svg('svg', { class: 'chart-drawing', role: 'img', 'aria-label': title, height });
  const values = series.map(() => h('span', { class: 'legend-value' }, '–'));
  const when = h('span', { class: 'legend-when' });
  const element = h('figure', { class: 'chart' },
    h('figcaption', null, h('span', { class: 'chart-title' }, title), when),
    h('ul', { class: 'legend' }, ...series.map(({ name, tone }, index) => h('li', null, h('span', { class: `key ${tone}`, 'aria-hidden': 'true' }), name, ' ', values[index]))),
    drawing);
  let points = [];
  let scene = null;

  function draw() {
    const width = drawing.clientWidth;
    if (width === 0) {
      return;
    }
    scene = sceneOf(points, width, finest);
    drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (points.length < 2) {
      replace(drawing, svg('text', { class: 'axis', x: width / 2, y: height / 2, 'text-anchor': 'middle' }, 'No data yet'));
      tell(points[0], false);
      return;
    }
    replace(drawing, ...gridOf(scene, width, format), ...series.flatMap(({ tone }, index) => lineOf(points, scene, index, tone)));
    tell(points.at(-1), false);
  }

  function tell(point, isPointed) {
    series.forEach((_, index) => setText(values[index], point ? format(point.values[index]) : '–'));
    setText(when, isPointed ? `at ${seconds(point.x)}` : '');
    if (!isPointed) {
      drawing.setAttribute('aria-label', point ? `${title}: ${series.map(({ name }, index) => `${name} ${format(point.values[index])}`).join(', ')} after ${seconds(point.x)}` : `${title}: no data yet`);
    }
  }

  drawing.addEventListener('pointermove', (event) => {
    const point = scene && nearest(points, scene.xOf, event.offsetX);
    if (point) {
      tell(point, true);
      mark(drawing, scene, point, series);
    }
  });
  drawing.addEventListener('pointerleave', draw);
  new ResizeObserver(draw).observe(drawing);
  return {
    element,
    update: (changed) => {
      points = changed;
      draw();
    },
  };
}

function sceneOf(points, width, finest) {
  const most = Math.max(0, ...points.flatMap((point) => point.values));
  const ticks = ticksUpTo(most, 3, finest);
  const span = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  return {
    ticks, span,
    xOf: linear(span, [margin.left, width - margin.right]),
    yOf: linear([0, ticks.at(-1)], [height - margin.bottom, margin.top]),
  };
}

function gridOf({ ticks, span, xOf, yOf }, width, format) {
  const rows = ticks.flatMap((tick) => [
    svg('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: yOf(tick), y2: yOf(tick) }),
    svg('text', { class: 'axis', x: margin.left - 8, y: yOf(tick) + 4, 'text-anchor': 'end' }, format(tick, true)),
  ]);
  const columns = timeTicks(span, Math.max(3, Math.floor(width / 110))).map((tick) =>
    svg('text', { class: 'axis', x: xOf(tick), y: height - 6, 'text-anchor': xOf(tick) > width - 30 ? 'end' : 'middle' }, clock(tick)));
  return [...rows, ...columns];
}

function lineOf(points, { xOf, yOf }, index, tone) {
  const path = points.map((point, place) => `${place ? 'L' : 'M'}${xOf(point.x).toFixed(1)} ${yOf(point.values[index]).toFixed(1)}`).join('');
  const floor = yOf(0).toFixed(1);
  const area = `${path}L${xOf(points.at(-1).x).toFixed(1)} ${floor}L${xOf(points[0].x).toFixed(1)} ${floor}Z`;
  return [svg('path', { class: `area ${tone}`, d: area }), svg('path', { class: `line ${tone}`, d: path })];
}

function mark(drawing, { xOf, yOf }, point, series) {
  drawing.querySelector('.mark')?.remove();
  const x = xOf(point.x);
  drawing.append(svg('g', { class: 'mark' },
    svg('line', { x1: x, x2: x, y1: margin.top, y2: height - margin.bottom }),
    ...series.map(({ tone }, index) => svg('circle', { class: tone, cx: x, cy: yOf(point.values[index]), r: 3.5 }))));
}

const nearest = (points, xOf, x) => points.reduce((best, point) => (best && Math.abs(xOf(best.x) - x) <= Math.abs(xOf(point.x) - x) ? best : point), null);

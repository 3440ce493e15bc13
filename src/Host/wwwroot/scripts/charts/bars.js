// Lengths side by side. The numbers stand beside them as text, so the drawing itself is silent.
import { h, replace, svg, untrusted } from '../dom/element.js';

/** A list of bars: `{ name, value, text, tone? }`; the longest fills the width. */
export function barList(label, rows) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return h('ul', { class: 'bar-list', 'aria-label': label }, ...rows.map(({ name, value, text, tone }) => h('li', null,
    h('span', { class: 'bar-name' }, name instanceof Node ? name : untrusted(name)),
    h('span', { class: 'bar-value' }, text),
    bar([{ share: value / most, tone: tone ?? 'tone-1' }]))));
}

/** Parts of a whole in one bar, with a legend: `{ name, value, text, tone }`. */
export function shareBar(label, parts) {
  const all = parts.reduce((sum, part) => sum + part.value, 0) || 1;
  return h('div', { class: 'share' },
    bar(parts.map(({ value, tone }) => ({ share: value / all, tone })), 'tall'),
    h('ul', { class: 'legend', 'aria-label': label }, ...parts.map(({ name, text, tone }) =>
      h('li', null, h('span', { class: `key ${tone}`, 'aria-hidden': 'true' }), name, ' ', h('span', { class: 'legend-value' }, text)))));
}

/** A bar that can be brought up to date: the shares are 0 to 1, one after the other. */
export function bar(shares, look = '') {
  const drawing = svg('svg', { class: `bar ${look}`, 'aria-hidden': 'true', width: '100%', height: look === 'tall' ? 14 : 6 });
  let start = 0;
  replace(drawing, svg('rect', { class: 'track', width: '100%', height: '100%' }), ...shares.map(({ share, tone }) => {
    const part = svg('rect', { class: tone, x: `${(start * 100).toFixed(2)}%`, width: `${(share * 100).toFixed(2)}%`, height: '100%' });
    start += share;
    return part;
  }));
  return drawing;
}

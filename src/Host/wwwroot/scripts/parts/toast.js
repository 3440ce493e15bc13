// Short messages at the edge of the window; the region is live, so they are spoken too.
import { h } from '../dom/element.js';

const shownFor = 6_000;

/** @param kind `info` or `bad`. */
export function toast(text, kind = 'info') {
  const message = h('p', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(message);
  setTimeout(() => message.remove(), shownFor);
}

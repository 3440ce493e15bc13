// A URL of a stranger becomes a link only when it is http or https; everything else stays text (promise S21).
import { h, untrusted } from '../dom/element.js';

/** Whether a text is an absolute http or https URL. */
export function isWebUrl(text) {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** The URL as a link that tells the target nothing about us, or as text. */
export function outLink(text, label = text) {
  if (!isWebUrl(text)) {
    return h('span', { class: 'url' }, untrusted(label));
  }
  return h('a', { class: 'url', href: text, rel: 'noopener noreferrer', target: '_blank' }, untrusted(label),
    h('span', { class: 'visually-hidden' }, ' (opens in a new tab)'));
}

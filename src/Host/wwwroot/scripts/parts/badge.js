// States and outcomes: always a word, the colour only repeats it.
import { h, setText } from '../dom/element.js';
import { words } from '../text/format.js';

const tones = {
  running: 'live', ok: 'good', unchanged: 'good', finished: 'good', complete: 'good', busy: 'live', idle: 'good',
  failed: 'bad', 'http-error': 'bad', 'parser-failed': 'bad', stopped: 'bad', unavailable: 'bad',
  paused: 'warn', pausing: 'warn', cancelling: 'warn', 'robots-denied': 'warn', 'robots-unreachable': 'warn', trap: 'warn', starting: 'warn',
};

/** A badge for a name of the API. */
export const badge = (name) => h('span', { class: `badge ${toneOf(name)}` }, words(name));

/** Brings a badge up to date. */
export function updateBadge(element, name) {
  element.className = `badge ${toneOf(name)}`;
  setText(element, words(name));
}

const toneOf = (name) => (Object.hasOwn(tones, name) ? tones[name] : 'plain');

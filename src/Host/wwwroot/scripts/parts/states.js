// What a view shows while there is nothing to show: it loads, it is empty, it went wrong.
import { h } from '../dom/element.js';
import { count } from '../text/format.js';

/** Grey lines where the content will be. */
export const loading = (what) => h('div', { class: 'loading', role: 'status' },
  h('span', { class: 'visually-hidden' }, `Loading ${what}…`),
  ...[1, 2, 3].map(() => h('span', { class: 'loading-line', 'aria-hidden': 'true' })));

/** Nothing here, and what to do about it. */
export const empty = (title, ...hint) => h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), hint.length > 0 && h('p', null, ...hint));

/** How many damaged lines of a list are not shown; nothing where there are none. */
export const leftOut = (lines) => lines > 0 && h('p', { class: 'left-out' }, lines === 1 ? '1 damaged line is left out here.' : `${count(lines)} damaged lines are left out here.`);

/** A problem in words, with a way to try again; it is the heading of the view where there is no other. */
export function failure(error, retry, heading = 'h1') {
  return h('div', { class: 'failure', role: 'alert' },
    h(heading, { class: 'failure-title' }, titleOf(error)),
    h('p', null, adviceOf(error)),
    retry && h('button', { type: 'button', class: 'button', onclick: retry }, 'Try again'));
}

/** One line for a toast or a note. */
export const problemLine = (error) => (error.status === 403 ? 'Your access token does not allow this.' : error.message);

function titleOf(error) {
  return { 0: 'The service cannot be reached', 401: 'An access token is needed', 403: 'Not allowed', 404: 'Not found' }[error.status] ?? error.title ?? 'Something went wrong';
}

function adviceOf(error) {
  return {
    401: 'Give one with the button at the top of the page.',
    403: 'Your access token does not have the scope that this needs.',
    404: 'It may have been deleted, or the address is incomplete.',
  }[error.status] ?? error.message;
}

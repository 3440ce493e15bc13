// Shows the view that the address means, and takes down the one before.
import { askAgain, askForTokenWith } from './api/client.js';
import { token } from './api/token.js';
import { h, replace, setText } from './dom/element.js';
import { failure } from './parts/states.js';
import { askForToken } from './parts/tokenDialog.js';
import { match, route } from './router.js';
import { crawlListView } from './views/crawlList.js';
import { explainView } from './views/explain.js';
import { galleryView } from './views/gallery.js';
import { liveView } from './views/live.js';
import { newCrawlView } from './views/newCrawl.js';
import { pageListView } from './views/pageList.js';
import { pageStoryView } from './views/pageStory.js';
import { summaryView } from './views/summary.js';

const routes = [
  route('', crawlListView),
  route('crawls', crawlListView),
  route('new', newCrawlView),
  route('crawls/:id', liveView),
  route('crawls/:id/pages', pageListView),
  route('crawls/:id/pages/:page', pageStoryView),
  route('crawls/:id/images', galleryView),
  route('crawls/:id/summary', summaryView),
  route('crawls/:id/explain', explainView),
];

const main = document.getElementById('main');
const tokenButton = document.getElementById('token-button');
let shown = new AbortController();
let isFirst = true;

async function show() {
  shown.abort();
  askAgain();
  shown = new AbortController();
  const { signal } = shown;
  const found = match(routes, location.hash);
  // A view of its own element: what a view that was left still draws is drawn where nobody looks.
  const page = h('div', { class: 'page' });
  replace(main, page);
  markNavigation();
  if (!isFirst) {
    window.scrollTo(0, 0);
  }
  try {
    await (found?.view ?? missingView)({ page, signal, params: found?.params ?? {}, query: found?.query ?? new URLSearchParams() });
  } catch (error) {
    if (!signal.aborted) {
      replace(page, failure(error, show));
    }
  }
  if (!signal.aborted) {
    arrive(page);
  }
}

function missingView({ page }) {
  replace(page, h('h1', null, 'Nothing is here'), h('p', null, 'The address means no view. ', h('a', { href: '#/crawls' }, 'To the list of crawls')));
}

// After a step to another view a keyboard or screen reader goes on at its heading, as after loading a page.
function arrive(page) {
  const heading = page.querySelector('h1');
  document.title = heading ? `${heading.textContent} · AsyncCrawler` : 'AsyncCrawler';
  if (!isFirst && heading && !page.contains(document.activeElement)) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  isFirst = false;
}

function markNavigation() {
  const here = location.hash.split('?')[0] || '#/crawls';
  for (const link of document.querySelectorAll('.topnav a')) {
    if (link.getAttribute('href') === here) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function labelToken() {
  setText(tokenButton, token() ? 'Token: set' : 'Token');
}

async function changeToken(reason) {
  const isNew = await askForToken(reason);
  labelToken();
  return isNew;
}

askForTokenWith(() => changeToken('The service asks for a token.'));
tokenButton.addEventListener('click', async () => {
  if (await changeToken('')) {
    show();
  }
});
// The skip link must not look like an address of a view.
document.getElementById('skip-link').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', show);
labelToken();
show();

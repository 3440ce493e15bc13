// The way from the seed to the page.
import { h } from '../../dom/element.js';
import { facts } from '../../parts/facts.js';
import { hashOf } from '../../router.js';
import { count } from '../../text/format.js';
import { outLink } from '../../text/links.js';

/** Steps from the seed on, and the way to the decisions about it. */
export function journey(crawl, page) {
  return h('div', { class: 'stack' },
    h('ol', { class: 'journey' }, ...stepsOf(page).map(({ label, url, id, status }) => h('li', null,
      h('span', { class: 'journey-label' }, label), outLink(url),
      status && h('span', { class: 'badge plain' }, `HTTP ${status}`),
      id && id !== page.id && h('a', { class: 'story-link', href: hashOf(['crawls', crawl, 'pages', id]) }, 'Its story')))),
    facts([['Depth', depthOf(page)], ['Reason', page.reason]]),
    h('p', null, h('a', { href: hashOf(['crawls', crawl, 'explain'], { url: page.url }) }, 'Which rules decide about this URL?')));
}

function stepsOf(page) {
  const hops = (page.redirects ?? []).map(({ url, status, id }) => ({ label: url === page.seed ? 'Seed, redirected' : 'Redirected', url, status, id }));
  const steps = hops[0]?.url === page.seed ? [] : [{ label: 'Seed', url: page.seed }];
  if (page.via && page.via !== page.seed && !hops.some((hop) => hop.url === page.via)) {
    steps.push({ label: 'Found on', url: page.via });
  }
  steps.push(...hops);
  if (page.url !== steps.at(-1).url) {
    steps.push({ label: 'This page', url: page.url });
  }
  if (page.outcome === 'redirected' && page.finalUrl !== page.url) {
    steps.push({ label: 'Leads to', url: page.finalUrl });
  }
  return steps;
}

const depthOf = (page) => (page.depth === 1 ? '1 link from the seed' : `${count(page.depth)} links from the seed`);

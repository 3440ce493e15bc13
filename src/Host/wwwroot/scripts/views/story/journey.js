// The way from the seed to the page, and what the gates decided about it.
import { h, untrusted } from '../../dom/element.js';
import { facts, jsonFacts } from '../../parts/facts.js';
import { hashOf } from '../../router.js';
import { count } from '../../text/format.js';
import { outLink } from '../../text/links.js';

/** Steps from the seed on; then the decisions as far as they were kept. */
export function journey(crawl, page) {
  return h('div', { class: 'stack' },
    h('ol', { class: 'journey' }, ...stepsOf(page).map(({ label, url, id, status }) => h('li', null,
      h('span', { class: 'journey-label' }, label), outLink(url),
      status && h('span', { class: 'badge plain' }, `HTTP ${status}`),
      id && id !== page.id && h('a', { class: 'story-link', href: hashOf(['crawls', crawl, 'pages', id]) }, 'Its story')))),
    facts([['Depth', depthOf(page)], ...decisionsOf(page)]));
}

function stepsOf(page) {
  const hops = (page.redirects ?? []).map(({ url, status, id }) => ({ label: 'Redirected by', url, status, id }));
  const steps = [{ label: 'Seed', url: page.seed }];
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

function decisionsOf({ decision, reason }) {
  const kept = Object.entries(decision ?? {}).filter(([, value]) => value !== null).map(([name, value]) => [capital(name), jsonFacts(value)]);
  return reason ? [...kept, ['Reason', untrusted(reason)]] : kept;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

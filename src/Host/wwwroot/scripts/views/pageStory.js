// Everything that is known of one URL: how it was reached, what was decided, what came, and what was in it.
import { readPage } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { badge } from '../parts/badge.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { facts } from '../parts/facts.js';
import { section } from '../parts/section.js';
import { loading } from '../parts/states.js';
import { thumbnail } from '../parts/thumbnail.js';
import { hashOf } from '../router.js';
import { bytes, count, dateTime } from '../text/format.js';
import { outLink } from '../text/links.js';
import { contentSections } from './story/content.js';
import { decisions } from './story/decisions.js';
import { journey } from './story/journey.js';
import { timings } from './story/timings.js';

export async function pageStoryView(context) {
  const { params, signal } = context;
  const frame = await crawlFrame(context, 'pages');
  replace(frame.body, loading('the page'));
  const page = await readPage(params.id, params.page, signal);
  replace(frame.body,
    h('header', { class: 'story-head' },
      h('a', { class: 'back', href: hashOf(['crawls', params.id, 'pages']) }, 'All pages'),
      h('h2', { class: 'story-title' }, untrusted(page.title || page.url)),
      h('p', null, outLink(page.url)),
      h('p', { class: 'crawl-status' }, badge(page.outcome), page.status && h('span', { class: 'badge plain' }, `HTTP ${page.status}`), page.reason && h('span', { class: 'reason' }, untrusted(page.reason)))),
    h('div', { class: 'columns' },
      h('div', { class: 'stack' },
        section('How it was reached', journey(params.id, page)),
        page.kind === 'image' && page.sha256 ? section('Image', thumbnail(params.id, page.sha256, 'The image', signal)) : section('Document', documentFacts(page))),
      h('div', { class: 'stack' }, section('Timings', timings(page)), section('Response', responseFacts(page)))),
    page.decisions && decisions(page.decisions),
    ...contentSections(page));
}

const responseFacts = (page) => facts([
  ['Final URL', page.finalUrl === page.url ? null : outLink(page.finalUrl)],
  ['Content type', page.contentType], ['Encoding', page.charset], ['Size', page.bytes === null ? null : bytes(page.bytes)],
  ['SHA-256', page.sha256 && h('code', { class: 'hash' }, page.sha256)],
  ['Fetched', dateTime(page.fetchedAt)], ['Attempt', count(page.attempt)],
  ['Parser', page.worker && `${page.worker.name}, process ${page.worker.pid}`], ['Identity', h('code', { class: 'hash' }, page.id)],
]);

const documentFacts = (page) => facts([
  ['Title', page.title], ['Language', page.lang], ['Description', page.description], ['Canonical', page.canonical && outLink(page.canonical)],
  ['Robots', page.robots], ['Links', page.linkCount === null ? null : count(page.linkCount)],
  ['Cut off', page.cut], ['Kind', page.kind],
]);

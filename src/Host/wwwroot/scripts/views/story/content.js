// What was found in a page: fields, structured data, text, links, images. What was not asked for is not there.
import { h, untrusted } from '../../dom/element.js';
import { facts, jsonFacts } from '../../parts/facts.js';
import { section } from '../../parts/section.js';
import { count } from '../../text/format.js';
import { outLink } from '../../text/links.js';

// A page may have tens of thousands of links; a list of them all would only freeze the tab.
const mostShown = 500;

/** The sections of what there is. */
export const contentSections = (page) => [
  page.fields && section('Fields', fieldTable(page.fields)),
  hasKeys(page.openGraph) && section('Open Graph', jsonFacts(page.openGraph)),
  page.jsonLd?.length > 0 && section('JSON-LD', ...page.jsonLd.map((block) => source(JSON.stringify(block, null, 2), 'JSON-LD block'))),
  page.text && section('Text', source(page.text, 'Text of the page'), page.textTruncated && h('p', { class: 'muted' }, 'Cut off at the limit.')),
  urlSection('Links', page.links),
  urlSection('Images', page.images),
].filter(Boolean);

const fieldTable = (fields) => facts(Object.entries(fields).map(([name, value]) =>
  [name, Array.isArray(value) ? h('ul', { class: 'plain-list' }, ...value.map((item) => h('li', null, untrusted(item)))) : untrusted(value, 'not found')]));

const source = (text, label) => h('pre', { class: 'source', tabindex: '0', role: 'region', 'aria-label': label }, untrusted(text));

const urlSection = (title, urls) => urls?.length > 0 && section(`${title} (${count(urls.length)})`, null,
  h('ul', { class: 'url-list' }, ...urls.slice(0, mostShown).map((url) => h('li', null, outLink(url)))),
  urls.length > mostShown && h('p', { class: 'muted' }, `The first ${count(mostShown)}; the export has all.`));

const hasKeys = (value) => value && Object.keys(value).length > 0;

// Why a URL is or is not crawled: the decisions about it, one after the other.
import { explainUrl } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { facts, jsonFacts } from '../parts/facts.js';
import { section } from '../parts/section.js';
import { failure, loading } from '../parts/states.js';
import { hashOf } from '../router.js';
import { words } from '../text/format.js';

export async function explainView(context) {
  const { params, query, signal } = context;
  const frame = await crawlFrame(context, 'explain');
  const url = query.get('url') ?? '';
  const answer = h('div', { class: 'stack', 'aria-live': 'polite' });
  replace(frame.body, form(params.id, url), answer);
  if (url) {
    replace(answer, loading('the decisions'));
    try {
      replace(answer, chain(await explainUrl(params.id, url, signal)));
    } catch (error) {
      replace(answer, failure(error));
    }
  }
}

function form(crawl, url) {
  const ask = (event) => {
    event.preventDefault();
    location.hash = hashOf(['crawls', crawl, 'explain'], Object.fromEntries(new FormData(event.target)));
  };
  return h('form', { class: 'filters explain-form', 'aria-label': 'Explain a URL', onsubmit: ask },
    h('div', { class: 'field grow' }, h('label', { for: 'explain-url' }, 'URL'), h('input', { id: 'explain-url', name: 'url', type: 'text', inputmode: 'url', required: true, value: url, placeholder: 'https://example.org/page', autocomplete: 'off', spellcheck: 'false' })),
    h('div', { class: 'filter-actions' }, h('button', { class: 'button primary' }, 'Explain')));
}

function chain(answer) {
  const { steps = [], ...rest } = answer;
  return section('Decisions', { class: 'wide' },
    facts(Object.entries(rest).map(([name, value]) => [words(kebab(name)), jsonFacts(value)])),
    h('ol', { class: 'decisions' }, ...steps.map(decision)));
}

function decision(step) {
  const { name, step: stepName, gate, verdict, outcome, decision: decided, detail, ...rest } = step;
  return h('li', null,
    h('div', { class: 'decision-head' }, h('strong', null, words(kebab(name ?? stepName ?? gate ?? 'step'))), h('span', { class: 'decision-verdict' }, untrusted(verdict ?? outcome ?? decided, ''))),
    detail && h('p', null, untrusted(detail)),
    facts(Object.entries(rest).map(([key, value]) => [words(kebab(key)), value === null ? null : jsonFacts(value)])));
}

const kebab = (name) => String(name).replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

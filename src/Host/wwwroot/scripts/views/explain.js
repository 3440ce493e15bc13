// Why a URL is or is not crawled: the decisions about it, one after the other.
import { explainUrl } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { facts } from '../parts/facts.js';
import { section } from '../parts/section.js';
import { failure, loading } from '../parts/states.js';
import { hashOf } from '../router.js';
import { count, words } from '../text/format.js';

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
      replace(answer, failure(error, null, 'h2'));
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

// What was asked of the gates, in the order in which a crawl asks them; a gate that was not reached has no answer.
const gates = [['Seen before', 'seen'], ['Scope', 'admission'], ['Budgets', 'budgets'], ['robots.txt', 'robots'], ['Politeness', 'host']];

const chain = (answer) => section('Decisions',
  h('p', { class: 'verdict' }, words(answer.verdict)),
  h('p', null, untrusted(answer.because, '')),
  h('ol', { class: 'decisions' },
    decision('Canonical form', [['URL', answer.url], ['Changes', answer.changes?.join('; ')], ['Identity', answer.id]]),
    ...gates.filter(([, key]) => hasAnswer(answer[key])).map(([title, key]) => decision(title, rowsOf(answer[key])))));

const decision = (title, rows) => h('li', null, h('strong', null, title), facts(rows));

const hasAnswer = (value) => value && (!Array.isArray(value) || value.length > 0);

const rowsOf = (answer) => (Array.isArray(answer)
  ? answer.filter(({ limit }) => limit !== null).map(({ name, used, limit, isSpent }) => [name, `${count(used)} of ${count(limit)}${isSpent ? ', spent' : ''}`])
  : Object.entries(answer).map(([name, value]) => [words(kebab(name)), say(value)]));

const say = (value) => (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value);

const kebab = (name) => name.replace(/^is(?=[A-Z])/, '').replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

// The decisions about a URL, one after the other.
import { h, untrusted } from '../../dom/element.js';
import { facts } from '../../parts/facts.js';
import { section } from '../../parts/section.js';
import { count, words } from '../../text/format.js';

// What was asked of the gates, in the order in which a crawl asks them; a gate that was not reached has no answer.
const gates = [['Seen before', 'seen'], ['Scope', 'admission'], ['Budgets', 'budgets'], ['robots.txt', 'robots'], ['Politeness', 'host']];

/** The answer of the API's explain as a section. */
export const decisions = (answer) => section('Decisions',
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

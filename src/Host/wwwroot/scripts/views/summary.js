// What a crawl comes to, as charts.
import { barList, shareBar } from '../charts/bars.js';
import { readSummary } from '../api/crawls.js';
import { h, replace, untrusted } from '../dom/element.js';
import { badge } from '../parts/badge.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { dataTable, tableRow } from '../parts/dataTable.js';
import { facts } from '../parts/facts.js';
import { section } from '../parts/section.js';
import { empty, loading } from '../parts/states.js';
import { tiles } from '../parts/tiles.js';
import { bytes, count, dateTime, milliseconds, rate, seconds, words } from '../text/format.js';
import { outLink } from '../text/links.js';

const mostBars = 12;
const outcomeTones = {
  ok: 'tone-good', redirected: 'tone-1', 'http-error': 'tone-bad', failed: 'tone-bad-2', 'parser-failed': 'tone-bad-3', 'robots-denied': 'tone-warn', 'robots-unreachable': 'tone-warn-2',
};

export async function summaryView(context) {
  const frame = await crawlFrame(context, 'summary');
  replace(frame.body, loading('the summary'));
  const summary = await readSummary(context.params.id, context.signal).catch(nothingYet);
  if (!summary) {
    replace(frame.body, empty('Nothing to sum up yet', 'The crawl has not begun.'));
    return;
  }
  const { totals = {}, seeds = [], hosts = [], workers = [] } = summary;
  const numbers = tiles([
    { name: 'Finished URLs', read: () => count(totals.finished) },
    { name: 'Pages', read: () => count(totals.pages), hint: () => rate(summary.pagesPerSecond, 'pages') },
    { name: 'Images', read: () => count(totals.images), hint: () => rate(summary.imagesPerSecond, 'images') },
    { name: 'Failures', read: () => count(totals.failures), hint: () => `${count(totals.seedFailures)} seeds` },
    { name: 'Volume', read: () => bytes(totals.bytes), hint: () => `${count(totals.truncated)} cut off` },
    { name: 'Time', read: () => seconds(summary.durationSeconds), hint: () => (summary.finishedAt ? `until ${dateTime(summary.finishedAt)}` : 'still running') },
  ]);
  numbers.update(null);
  replace(frame.body, numbers.element,
    section('Outcomes', outcomes(totals.byOutcome ?? {})),
    h('div', { class: 'columns' },
      h('div', { class: 'stack' },
        section('Status codes', tally('Status codes', totals.byStatus, statusTone)),
        section('Hosts by pages', ranked('Hosts by pages', hosts, (host) => host.host, (host) => host.pages, (host) => `${count(host.pages)} pages, ${bytes(host.bytes)}`)),
        section('Found and not wanted', tally('Found and not wanted', summary.refused, () => 'tone-3'))),
      h('div', { class: 'stack' },
        section('Reasons of failure', tally('Reasons of failure', totals.byReason, () => 'tone-bad')),
        section('Parser processes by documents', ranked('Parser processes by documents', workers, (worker) => worker.name, (worker) => worker.documents, (worker) => `${count(worker.documents)}, ${milliseconds(worker.documents ? worker.parseMs / worker.documents : 0)} each`)),
        section('Parser pool', pool(summary.parsers ?? {})))),
    section('Seeds', seedTable(seeds)));
}

// A crawl that waits for its turn has no summary.
function nothingYet(error) {
  if (error.status === 404) {
    return null;
  }
  throw error;
}

const outcomes = (byOutcome) => (Object.keys(byOutcome).length === 0 ? empty('Nothing is finished yet.') : shareBar('Outcomes', Object.entries(byOutcome).toSorted(([, a], [, b]) => b - a)
  .map(([name, value]) => ({ name: words(name), value, text: count(value), tone: outcomeTones[name] ?? 'tone-3' }))));

const tally = (label, counts, toneOf) => ranked(label, Object.entries(counts ?? {}), ([name]) => words(name), ([, value]) => value, ([, value]) => count(value), ([name]) => toneOf(name));

function ranked(label, rows, nameOf, valueOf, textOf, toneOf = () => 'tone-1') {
  const sorted = rows.toSorted((a, b) => valueOf(b) - valueOf(a));
  if (sorted.length === 0) {
    return empty('None.');
  }
  return h('div', null,
    barList(label, sorted.slice(0, mostBars).map((row) => ({ name: nameOf(row), value: valueOf(row), text: textOf(row), tone: toneOf(row) }))),
    sorted.length > mostBars && h('p', { class: 'muted' }, `and ${count(sorted.length - mostBars)} more`));
}

const statusTone = (status) => ({ 2: 'tone-good', 3: 'tone-1', 4: 'tone-warn', 5: 'tone-bad' }[status.charAt(0)] ?? 'tone-3');

const seedColumns = [{ title: 'Seed', kind: 'main' }, { title: 'Outcome' }, { title: 'Pages', kind: 'number' }, { title: 'Images', kind: 'number' }, { title: 'Failures', kind: 'number' }, { title: 'Volume', kind: 'number' }];

function seedTable(seeds) {
  const table = dataTable('Seeds', seedColumns);
  table.body.append(...seeds.slice(0, 100).map((seed) => tableRow(seedColumns,
    [outLink(seed.url), seed.outcome ? badge(seed.outcome) : untrusted(null), count(seed.pages), count(seed.images), count(seed.failures), bytes(seed.bytes)])));
  return table.element;
}

const pool = (parsers) => h('div', { class: 'stack' },
  facts([
    ['Restarts', count(parsers.restarts)], ['Retirements', count(parsers.retirements)], ['Failed starts', count(parsers.failedStarts)],
    ['Pages condemned', count(parsers.condemned)], ['Pages spared', count(parsers.spared)], ['Mean wait', milliseconds(parsers.queueMeanMs)], ['Longest wait', milliseconds(parsers.queueMaxMs)],
    ...Object.entries(parsers.deaths ?? {}).map(([reason, deaths]) => [`Deaths: ${words(reason)}`, count(deaths)]),
  ]),
  (parsers.sandbox ?? []).length > 0 && h('ul', { class: 'layer-list', 'aria-label': 'Layers of the sandbox' }, ...parsers.sandbox.map((layer) =>
    h('li', null, h('span', { class: `badge ${layer.isActive ? 'good' : 'warn'}` }, layer.isActive ? 'Active' : 'Absent'), h('strong', null, untrusted(layer.name)), h('span', { class: 'muted' }, untrusted(layer.detail, ''))))));

// A crawl while it happens.
import { eventsOf, listErrors, listHosts, listWorkers } from '../api/crawls.js';
import { followEvents } from '../api/eventStream.js';
import { h, replace, setText } from '../dom/element.js';
import { repeat } from '../dom/repeat.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { isEnded } from '../parts/crawlState.js';
import { section } from '../parts/section.js';
import { problemLine } from '../parts/states.js';
import { tiles } from '../parts/tiles.js';
import { bytes, count, rate, seconds } from '../text/format.js';
import { liveCharts } from './live/charts.js';
import { errorTable } from './live/errorTable.js';
import { pageFeed } from './live/feed.js';
import { hostTable } from './live/hostTable.js';
import { workerTiles } from './live/workers.js';

const interval = 2_000;

export async function liveView(context) {
  const { signal } = context;
  const frame = await crawlFrame(context, '');
  const { id } = frame.crawl;
  let { state } = frame.crawl;
  const numbers = tiles([
    { name: 'Pages', read: (progress) => count(progress.pages), hint: (progress) => speed(progress, 'pages') },
    { name: 'Images', read: (progress) => count(progress.images), hint: (progress) => speed(progress, 'images') },
    { name: 'Failed', read: (progress) => count(progress.failed), hint: failedShare },
    { name: 'Waiting', read: (progress) => count(progress.waiting), hint: (progress) => `${count(progress.underWay)} under way` },
    { name: 'Volume', read: (progress) => bytes(progress.bytes), hint: (progress) => (progress.elapsed > 0 ? `${bytes(progress.bytes / progress.elapsed)}/s` : '') },
    { name: 'Time', read: (progress) => seconds(progress.elapsed), hint: () => '' },
  ]);
  const charts = liveCharts();
  const hosts = hostTable();
  const workers = workerTiles();
  const errors = errorTable(id);
  const feed = pageFeed(id);
  const connection = h('p', { class: 'connection', role: 'status' });

  // Each on its own: a crawl that has not begun has hosts and workers to show, and no errors yet.
  const showDetails = () => Promise.all([
    [listHosts, hosts], [listWorkers, workers], [listErrors, errors],
  ].map(async ([read, panel]) => {
    try {
      panel.update((await read(id, signal)).items);
    } catch (error) {
      if (signal.aborted || error.status !== 404) {
        throw error;
      }
      panel.update([]);
    }
  }));

  replace(frame.body, connection, numbers.element, charts.element,
    section('Hosts', hosts.element),
    h('div', { class: 'columns' }, section('Parser processes', workers.element), section('Errors', errors.element)),
    section('Finished just now', feed.element));
  numbers.update(frame.crawl.progress ?? {});

  // Also of a crawl that is over: the service may still know its last minutes.
  followEvents(eventsOf(id), signal, {
    handle: (name, data) => {
      if (name === 'progress') {
        numbers.update(data);
        charts.add(data);
      } else if (name === 'page') {
        feed.add(data);
      } else if (name === 'state') {
        state = data.state;
        frame.update(data);
        numbers.update(data.progress ?? {});
        showDetails().catch(() => {}); // The repetition below asks again, and a crawl that is gone shows its last numbers.
      }
    },
    onConnection: (stands, problem) => setText(connection, connectionText(stands, problem)),
    isOver: () => isEnded(state),
  });
  repeat(signal, interval, async () => {
    if (!isEnded(state)) {
      await showDetails();
    }
  });
  await showDetails();
}

function connectionText(stands, problem) {
  if (stands) {
    return '';
  }
  return problem ? `What is shown is not kept up to date any more: ${problemLine(problem)}` : 'The connection to the service broke; trying again…';
}

// Of the last seconds while it runs, of the whole crawl when it rests.
function speed(progress, what) {
  const now = progress[`${what}PerSecond`];
  return rate(now > 0 || !(progress.elapsed > 0) ? now : progress[what] / progress.elapsed, what);
}

function failedShare(progress) {
  const all = (progress.pages ?? 0) + (progress.images ?? 0) + (progress.failed ?? 0);
  return all > 0 ? `${((100 * progress.failed) / all).toFixed(1)} % of all` : '';
}

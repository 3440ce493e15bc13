// The hosts of a crawl, the busiest first.
import { h, replace, setText, untrusted } from '../../dom/element.js';
import { keyedList } from '../../dom/keyedList.js';
import { dataTable, tableRow } from '../../parts/dataTable.js';
import { empty } from '../../parts/states.js';
import { count, relative, seconds } from '../../text/format.js';

// More rows than anybody reads while they change.
const most = 50;

const columns = [
  { title: 'Host', kind: 'main' }, { title: 'Pages', kind: 'number' }, { title: 'Failed', kind: 'number' }, { title: 'Waiting', kind: 'number' },
  { title: 'Under way', kind: 'number' }, { title: 'Delay', kind: 'number' }, { title: 'Next fetch', kind: 'number' },
];

/** @returns `{ element, update(hosts) }`. */
export function hostTable() {
  const table = dataTable('Hosts', columns);
  const note = h('p', { class: 'muted' });
  const element = h('div', null);
  const show = keyedList(table.body, (host) => host.host, (host) => tableRow(columns, [untrusted(host.host), ...columns.slice(1).map(() => '')]), (row, host) => {
    const texts = [count(host.pages), count(host.failed), count(host.waiting), count(host.underWay), seconds(host.delay), relative(host.nextFetchAt)];
    texts.forEach((text, index) => setText(row.cells[index + 1], text));
  });
  return {
    element,
    update: (hosts) => {
      const busiest = hosts.toSorted((a, b) => activity(b) - activity(a)).slice(0, most);
      if (hosts.length === 0) {
        replace(element, empty('No host has been asked yet.'));
        return;
      }
      if (!table.element.isConnected) {
        replace(element, table.element, note);
      }
      show(busiest);
      setText(note, hosts.length > most ? `The ${most} busiest of ${count(hosts.length)} hosts.` : '');
    },
  };
}

const activity = (host) => (host.waiting ?? 0) + (host.underWay ?? 0) + (host.pages ?? 0);

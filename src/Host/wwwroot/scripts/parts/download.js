// Saves an export. A link cannot send a token, so where there is one the file is fetched first.
import { exportAddress, readBlob } from '../api/crawls.js';
import { token } from '../api/token.js';
import { h } from '../dom/element.js';
import { problemLine } from './states.js';
import { toast } from './toast.js';

/** A link that saves a crawl's pages in a format. */
export const exportLink = (crawl, format, label) => h('a', {
  class: 'button quiet', href: exportAddress(crawl, format), download: `${crawl}.${format}`,
  onclick: (event) => {
    if (token()) {
      event.preventDefault();
      save(crawl, format);
    }
  },
}, h('span', null, h('span', { class: 'roomy-only' }, 'Export '), label));

async function save(crawl, format) {
  try {
    const blob = URL.createObjectURL(await readBlob(exportAddress(crawl, format)));
    h('a', { href: blob, download: `${crawl}.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(blob), 60_000);
  } catch (error) {
    toast(problemLine(error), 'bad');
  }
}

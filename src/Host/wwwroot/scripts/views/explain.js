// Why a URL is or is not crawled: the decisions about it, one after the other.
import { explainUrl } from '../api/crawls.js';
import { h, replace } from '../dom/element.js';
import { crawlFrame } from '../parts/crawlFrame.js';
import { failure, loading } from '../parts/states.js';
import { hashOf } from '../router.js';
import { decisions } from './story/decisions.js';

export async function explainView(context) {
  const { params, query, signal } = context;
  const frame = await crawlFrame(context, 'explain');
  const url = query.get('url') ?? '';
  const answer = h('div', { class: 'stack', 'aria-live': 'polite' });
  replace(frame.body, form(params.id, url), answer);
  if (url) {
    replace(answer, loading('the decisions'));
    try {
      replace(answer, decisions(await explainUrl(params.id, url, signal)));
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

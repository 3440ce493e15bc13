// Orders a crawl. What is left empty is left to the service's defaults; what it refuses is said at the field.
import { createCrawl, readOptions } from '../api/crawls.js';
import { h, replace } from '../dom/element.js';
import { loading, problemLine } from '../parts/states.js';
import { hashOf } from '../router.js';
import { control } from './form/controls.js';
import { allFields, groups } from './form/definitions.js';
import { clearFaults, showFaults } from './form/faults.js';
import { idempotencyKeys } from './form/idempotency.js';
import { orderOf } from './form/order.js';

// What the defaults are where the service does not say.
const usual = { images: true, formats: ['jsonl'] };

export async function newCrawlView({ page, signal }) {
  replace(page, loading('the options'));
  const { defaults = {}, limits = {} } = await readOptions(signal);
  const keyFor = idempotencyKeys();
  const faults = h('div', null);
  const submit = h('button', { class: 'button primary' }, 'Begin the crawl');
  const form = h('form', { class: 'order-form', novalidate: true, 'aria-label': 'New crawl' },
    ...groups.map((group) => groupOf(group, { ...usual, ...defaults }, limits)),
    h('div', { class: 'form-actions' }, submit, h('a', { class: 'button quiet', href: '#/crawls' }, 'Back to the list')));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearFaults(allFields, faults);
    const { order, faults: found } = orderOf(allFields, new FormData(form));
    if (order.seeds.length === 0) {
      found.seeds = ['Name at least one URL.'];
    }
    // What is no number reads as empty, and must not pass for it.
    for (const input of form.querySelectorAll('input[type=number]')) {
      if (input.validity.badInput) {
        found[input.name] = ['Write a number.'];
      }
    }
    if (Object.keys(found).length > 0) {
      showFaults(allFields, faults, found);
      return;
    }
    submit.disabled = true;
    try {
      const crawl = await createCrawl(order, keyFor(order));
      location.hash = hashOf(['crawls', crawl.id]);
    } catch (error) {
      const named = error.errors && Object.keys(error.errors).length > 0 ? error.errors : { '': [problemLine(error)] };
      showFaults(allFields, faults, named);
    } finally {
      submit.disabled = false;
    }
  });
  replace(page,
    h('header', { class: 'page-head' }, h('h1', null, 'New crawl')),
    faults, form);
}

function groupOf({ title, isOpen, fields }, defaults, limits) {
  return h('details', { class: 'card form-group', open: isOpen },
    h('summary', null, h('h2', null, title)),
    h('div', { class: 'form-grid' }, ...fields.map((field) => control(field, defaults[field.key], limits[field.key]))));
}

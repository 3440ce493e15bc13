// The controls of the form, by kind: how each looks, and what it says.
import { h } from '../../dom/element.js';

/** The id of a field's control. */
export const idOf = (key) => `field-${key.replace('.', '-')}`;

/**
 * A field with its label, hint and a place for its faults.
 * @param standard what the service takes when nothing is said; @param bounds `{ min, max }`, as far as known.
 */
export function control(field, standard, bounds) {
  const id = idOf(field.key);
  const common = { id, name: field.key, required: field.isRequired, 'aria-describedby': `${id}-hint ${id}-fault` };
  const hint = h('p', { class: 'hint', id: `${id}-hint` }, field.hint, field.hint && bounds?.max !== undefined && ' ', bounds?.max !== undefined && `At most ${bounds.max}.`);
  const fault = h('p', { class: 'fault', id: `${id}-fault` });
  if (field.kind === 'set') {
    return h('fieldset', { class: 'field set', id, tabindex: '-1', 'aria-describedby': `${id}-fault` }, h('legend', null, field.label),
      ...field.choices.map(([value, label]) => h('label', { class: 'check' }, h('input', { type: 'checkbox', name: field.key, value, checked: (standard ?? []).includes(value) }), label)), hint, fault);
  }
  if (field.kind === 'switch') {
    return h('div', { class: 'field' }, h('label', { class: 'check', for: id }, h('input', { ...common, type: 'checkbox', checked: standard === true }), field.label), hint, fault);
  }
  return h('div', { class: `field ${field.kind}` }, h('label', { for: id }, field.label, field.unit && h('span', { class: 'unit' }, ` (${field.unit})`)), input(field, common, standard, bounds), hint, fault);
}

function input(field, common, standard, bounds) {
  const placeholder = field.placeholder ?? (standard === null || standard === undefined ? null : String(standard));
  switch (field.kind) {
    case 'choice':
      return h('select', common, ...field.choices.map(([value, label]) => h('option', { value, selected: value === standard }, label)));
    case 'lines':
    case 'pairs':
      return h('textarea', { ...common, rows: field.rows, placeholder, spellcheck: 'false', autocapitalize: 'off' });
    case 'number':
      return h('input', { ...common, type: 'number', inputmode: 'decimal', min: bounds?.min ?? 0, max: bounds?.max, step: field.step ?? '1', placeholder });
    default:
      return h('input', { ...common, type: field.kind === 'secret' ? 'password' : 'text', placeholder, autocomplete: 'off', spellcheck: 'false' });
  }
}

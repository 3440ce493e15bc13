// Asks for the access token; several requests that were refused at once ask once.
import { setToken, token } from '../api/token.js';
import { h } from '../dom/element.js';
import { openDialog } from './dialog.js';

let asking = null;

/** @returns true when there is a token to try. */
export function askForToken(reason) {
  asking ??= ask(reason).finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(reason) {
  const input = h('input', { id: 'token-input', name: 'token', type: 'password', autocomplete: 'off', spellcheck: 'false', value: token() ?? '' });
  const answer = await openDialog('Access token', [
    reason && h('p', null, reason),
    h('div', { class: 'field' },
      h('label', { for: 'token-input' }, 'Token'),
      input,
      h('p', { class: 'hint' }, 'Kept in this tab until it is closed; sent only to this service. Empty forgets it.')),
  ], [{ label: 'Use it', value: 'use', kind: 'primary' }, { label: 'Dismiss', value: '' }]);
  if (answer !== 'use') {
    return false;
  }
  setToken(input.value);
  return true;
}

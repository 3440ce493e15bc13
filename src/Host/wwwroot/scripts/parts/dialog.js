// Modal dialogs on the browser's own element: it keeps the focus inside, closes on Escape and gives the focus back.
import { h } from '../dom/element.js';

let number = 0;

/**
 * Opens a dialog and waits until it is closed.
 * @param content elements between the title and the buttons.
 * @param actions `{ label, value, kind }`, the first being the one that Enter means.
 * @returns the value of the chosen action, or an empty string when it was dismissed.
 */
export function openDialog(title, content, actions, kind = '') {
  const id = `dialog-${++number}`;
  const dialog = h('dialog', { class: `dialog ${kind}`, 'aria-labelledby': id },
    h('form', { method: 'dialog', class: 'dialog-form' },
      h('h2', { id }, title),
      h('div', { class: 'dialog-content' }, ...content),
      h('div', { class: 'dialog-actions' }, ...actions.map(({ label, value, kind: look }) => h('button', { class: `button ${look ?? ''}`, value }, label)))));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) {
        dialog.close('');
      }
    });
    dialog.showModal();
  });
}

/** Asks before something that cannot be undone. */
export async function confirmed(title, text, action) {
  const answer = await openDialog(title, [h('p', null, text)], [{ label: action, value: 'yes', kind: 'danger' }, { label: 'Keep it', value: '' }]);
  return answer === 'yes';
}

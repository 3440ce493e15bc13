// The buttons that steer a crawl.
import { commandCrawl, deleteCrawl } from '../api/crawls.js';
import { h } from '../dom/element.js';
import { keyedList } from '../dom/keyedList.js';
import { commandsOf } from './crawlState.js';
import { confirmed } from './dialog.js';
import { problemLine } from './states.js';
import { toast } from './toast.js';

const labels = { pause: 'Pause', resume: 'Resume', cancel: 'Cancel', delete: 'Delete' };

const warnings = {
  cancel: ['Cancel this crawl?', 'It stops for good. What it has found so far is kept.', 'Cancel the crawl'],
  delete: ['Delete this crawl?', 'Its pages, images and summary are deleted with it. This cannot be undone.', 'Delete the crawl'],
};

/** @param onChange gets the crawl as it is after a command. */
export function crawlCommands(onChange) {
  const element = h('div', { class: 'commands', role: 'group', 'aria-label': 'Commands' });
  let crawl = null;

  const run = async (command, button) => {
    if (warnings[command] && !await confirmed(...warnings[command])) {
      return;
    }
    button.disabled = true;
    try {
      await act(crawl.id, command, onChange);
    } catch (error) {
      toast(problemLine(error), 'bad');
    } finally {
      button.disabled = false;
    }
  };

  const show = keyedList(element, (command) => command, (command) => {
    const button = h('button', { type: 'button', class: `button ${command === 'delete' || command === 'cancel' ? 'danger-text' : ''}`, 'data-command': command }, labels[command]);
    button.addEventListener('click', () => run(command, button));
    return button;
  }, () => {});

  return {
    element,
    update: (changed) => {
      crawl = changed;
      show(commandsOf(crawl.state));
    },
  };
}

async function act(id, command, onChange) {
  if (command === 'delete') {
    await deleteCrawl(id);
    toast('The crawl is deleted.');
    location.hash = '#/crawls';
  } else {
    onChange(await commandCrawl(id, command));
  }
}

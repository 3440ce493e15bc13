// Does something again and again, one at a time, while the view is shown and the page is visible.
import { pause } from './pause.js';

/**
 * @param act is awaited; false ends the repetition. A failure does not: the service may come back.
 */
export async function repeat(signal, milliseconds, act) {
  while (await pause(milliseconds, signal)) {
    try {
      if (!document.hidden && await act() === false) {
        return;
      }
    } catch (error) {
      if (signal.aborted || error.status === 404) {
        return;
      }
    }
  }
}

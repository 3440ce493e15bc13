// Follows the events of a crawl by fetch, because an EventSource cannot send a token; comes back after a break where it was.
import { pause } from '../dom/pause.js';
import { request } from './client.js';
import { eventReader } from './eventReader.js';

const firstPause = 1_000;
const longestPause = 15_000;

/**
 * Follows until the signal aborts, the service refuses for good, or a stream has ended and nothing more can come.
 * @param handle gets `(name, data)` of each event, data being parsed JSON.
 * @param onConnection is told `true` when the stream stands and `false` when it broke.
 * @param isOver says whether nothing more can come.
 */
export async function followEvents(url, signal, { handle, onConnection, isOver }) {
  let lastId = '0';
  let patience = firstPause;
  while (!signal.aborted) {
    try {
      const response = await request(url, { signal, headers: { Accept: 'text/event-stream', 'Last-Event-ID': lastId } });
      onConnection(true);
      patience = firstPause;
      for await (const event of eventsIn(response)) {
        lastId = event.id || lastId;
        handle(event.name, JSON.parse(event.data));
      }
    } catch (error) {
      if (signal.aborted || (error.status >= 400 && error.status < 500)) {
        return;
      }
    }
    if (isOver()) {
      return;
    }
    onConnection(false);
    await pause(patience, signal);
    patience = Math.min(longestPause, patience * 2);
  }
}

async function* eventsIn(response) {
  const read = eventReader();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    yield* read(part.value);
  }
}

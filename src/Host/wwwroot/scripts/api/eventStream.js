// Follows the events of a crawl by fetch, because an EventSource cannot send a token; comes back after a break where it was.
import { pause } from '../dom/pause.js';
import { request } from './client.js';
import { eventReader } from './eventReader.js';

const firstPause = 1_000;
const longestPause = 15_000;
// The service sends something every 15 s: a stream that is silent for three times that is dead, though nobody has said so.
const longestSilence = 45_000;

/**
 * Follows until the signal aborts, the service refuses for good, or a stream has ended and nothing more can come.
 * @param handle gets `(name, data)` of each event, data being parsed JSON.
 * @param onConnection is told `true` when the stream stands, and `false` when it broke, with the problem when the service refuses for good.
 * @param isOver says whether nothing more can come.
 */
export async function followEvents(url, signal, { handle, onConnection, isOver }) {
  let lastId = '0';
  let patience = firstPause;
  while (!signal.aborted) {
    const stream = new AbortController();
    try {
      const response = await request(url, { signal: AbortSignal.any([signal, stream.signal]), headers: { Accept: 'text/event-stream', 'Last-Event-ID': lastId } });
      onConnection(true);
      patience = firstPause;
      for await (const event of eventsIn(response, stream)) {
        lastId = event.id || lastId;
        handle(event.name, JSON.parse(event.data));
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error.status >= 400 && error.status < 500 && error.status !== 429) {
        onConnection(false, error);
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

async function* eventsIn(response, stream) {
  const read = eventReader();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await next(reader, stream); !part.done; part = await next(reader, stream)) {
    yield* read(part.value);
  }
}

async function next(reader, stream) {
  const silence = setTimeout(() => stream.abort(), longestSilence);
  try {
    return await reader.read();
  } finally {
    clearTimeout(silence);
  }
}

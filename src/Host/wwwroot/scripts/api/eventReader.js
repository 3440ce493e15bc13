// Reads the text of an event stream (WHATWG HTML, 9.2.6): chunks in, events out.

/** @returns a function that takes a chunk of text and gives the events that it completes: `{ id, name, data }`. */
export function eventReader() {
  let rest = '';
  let lastId = '';
  let name = '';
  let data = [];

  const take = (line) => {
    if (line === '') {
      const event = data.length > 0 ? { id: lastId, name: name || 'message', data: data.join('\n') } : null;
      name = '';
      data = [];
      return event;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      name = value;
    } else if (field === 'data') {
      data.push(value);
    } else if (field === 'id' && !value.includes('\0')) {
      lastId = value;
    }
    return null;
  };

  return (chunk) => {
    const text = rest + chunk;
    // A carriage return at the very end may be the first half of a line break.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\r|\n/);
    rest = lines.pop() + text.slice(end);
    return lines.map(take).filter((event) => event !== null);
  };
}

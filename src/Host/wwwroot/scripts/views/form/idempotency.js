// A key for each order: the same order sent again, after a lost answer or a double click, begins no second crawl.

/** @returns a function that gives an order's key: the same until the order changes. */
export function idempotencyKeys() {
  let last = '';
  let key = '';
  return (order) => {
    const text = JSON.stringify(order);
    if (text !== last) {
      last = text;
      key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return key;
  };
}

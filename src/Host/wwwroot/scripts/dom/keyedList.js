// Keeps a list of elements in step with a list of data: an element stays the same as long as its key does, so focus,
// selection and open details survive every refresh.

/** @param create makes an element of an item; @param update brings a kept element up to date. */
export function keyedList(parent, keyOf, create, update) {
  const known = new Map();
  return (items) => {
    const wanted = new Set(items.map(keyOf));
    for (const [key, element] of known) {
      if (!wanted.has(key)) {
        element.remove();
        known.delete(key);
      }
    }

    let place = parent.firstElementChild;
    for (const item of items) {
      const key = keyOf(item);
      let element = known.get(key);
      if (!element) {
        element = create(item);
        known.set(key, element);
      }
      update(element, item);
      if (element === place) {
        place = place.nextElementSibling;
      } else {
        parent.insertBefore(element, place);
      }
    }
  };
}

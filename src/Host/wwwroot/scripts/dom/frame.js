/** Does something once before the next drawing of the page, however often it was asked for until then. */
export function inNextFrame(act) {
  let isAsked = false;
  return () => {
    if (!isAsked) {
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        act();
      });
    }
  };
}

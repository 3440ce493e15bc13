/** Waits for a time, or less when the signal aborts; true when it was the time. */
export const pause = (milliseconds, signal) => new Promise((resolve) => {
  const stop = () => {
    clearTimeout(timer);
    resolve(false);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', stop);
    resolve(!signal.aborted);
  }, milliseconds);
  signal.addEventListener('abort', stop, { once: true });
});

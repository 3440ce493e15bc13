// The access token lives as long as the tab, and is never part of a URL.

const key = 'asynccrawler.token';

let held = read();

/** The token, or null. */
export const token = () => held;

/** Keeps a token, or forgets it when there is none. */
export function setToken(text) {
  held = text?.trim() || null;
  try {
    if (held) {
      sessionStorage.setItem(key, held);
    } else {
      sessionStorage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: it lasts as long as the page.
  }
}

function read() {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

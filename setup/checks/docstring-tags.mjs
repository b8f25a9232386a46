/**
 * The check of what Biome cannot see in a docstring: the form of its tags. Prints each place and the rule it breaks;
 * exit code 1 where there is one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rooms } from '../../.dependency-cruiser.mjs';

const tagStart = /(?<=\s)@(?:example|param|property|returns|template|throws|type|typedef)\b/g;

/** @typedef {{ line: number, rule: string }} Finding */

/**
 * Looks at the docstrings of one file.
 * @param {string} file its name: a .ts file leaves types to the compiler
 * @param {string} text
 * @returns {Finding[]} in the order of the lines
 */
export function docstringFindings(file, text) {
  const inTypeScript = /\.m?ts$/.test(file);
  return [...text.matchAll(/^[ \t]*\/\*\*([\s\S]*?)\*\//gm)].flatMap(({ 0: whole, 1: body = '', index }) => {
    const start = index + whole.indexOf('/**') + 3;
    return partsOf(body).flatMap(({ offset, part }) => {
      const rule = brokenRule(part, inTypeScript);
      const line = text.slice(0, start + offset).split('\n').length;
      return rule ? [{ line, rule }] : [];
    });
  });
}

/**
 * The tags of a docstring with their texts, without the stars.
 * @param {string} body
 */
function partsOf(body) {
  const bare = body.replace(/^[ \t]*\*/gm, (star) => ' '.repeat(star.length));
  const starts = [...bare.matchAll(tagStart)].map(({ index }) => index);
  return starts.map((offset, k) => ({ offset, part: bare.slice(offset, starts[k + 1]).trim() }));
}

/**
 * @param {string} part a tag with its text
 * @param {boolean} inTypeScript
 */
function brokenRule(part, inTypeScript) {
  const tag = /^@[a-z]+/.exec(part)?.[0];
  if (tag === '@example') return undefined;
  if (tag === '@throws' && !/^@throws \{[A-Z]\w*\} \S/.test(part)) return '@throws {Type} where …';
  if (inTypeScript && /^@(?:param|returns) \{/.test(part))
    return `${tag} without a type, which the code says`;
  return part.endsWith('.') ? `the text of ${tag} ends without a full stop` : undefined;
}

/** @param {string} room */
function sourcesOf(room) {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((name) => join(room, name).replaceAll('\\', '/'))
    .filter((file) => /\.(?:ts|mts|mjs)$/.test(file) && !/\/(?:fixtures|node_modules)\//.test(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const checked = Object.keys(rooms).filter((room) => room !== 'lecture' && existsSync(room));
  const files = checked.flatMap((room) => (room.endsWith('.ts') ? [room] : sourcesOf(room)));
  for (const file of files) {
    for (const { line, rule } of docstringFindings(file, readFileSync(file, 'utf8'))) {
      console.log(`${file}:${line}: ${rule}`);
      process.exitCode = 1;
    }
  }
}

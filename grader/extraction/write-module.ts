import { defaultExport } from './cut-pieces';
import { libraryPackage } from './library-names';
import { isSameImport, type Naming, nameSlice } from './naming';
import type { Piece } from './piece';
import { runOrder } from './run-order';
import type { Place, Slice } from './slice';
import { transpile } from './transpile';
import { imported, writePiece } from './write-piece';

/**
 * A slice as the body of a CommonJS module's function, which sets `module.exports.answer`.
 *
 * Imports stand outside, the student's own statements in a block within, where any name may be theirs: `module`,
 * `require` and `process` as well. A piece that is only there because it may change something fails without harm, as it
 * does in a notebook, where the next cell runs all the same.
 *
 * @param source what the student wrote of it
 */
export function moduleOf(slice: Slice, answer: Place, source: string): string {
  const naming = nameSlice(slice, source);
  const needed = new Map(slice.pieces.map(({ piece, needed }) => [piece, needed]));
  const certain = (piece: Piece): boolean =>
    needed.get(piece) === true && (piece.kind !== 'statement' || piece === answer.piece);
  const order = runOrder(slice).filter(({ kind }) => kind !== 'type' && kind !== 'export');
  const outer = new Map<string, Piece>();
  const inner: string[] = [];
  const functions = new Map<Piece['parsed'], string[]>();
  for (const piece of order) {
    const [name = ''] = piece.names;
    const within = piece.kind === 'function' ? naming.inCell(piece, name) : undefined;
    if (within !== undefined)
      functions.set(piece.parsed, [...(functions.get(piece.parsed) ?? []), `${name} = ${within};`]);
  }
  for (const piece of order) {
    inner.push(...(functions.get(piece.parsed) ?? []));
    functions.delete(piece.parsed);
    const [name = ''] = piece.names;
    const first = outer.get(name);
    if (first && isSameImport(piece, first)) continue;
    if (piece.kind === 'import' && !naming.slots.has(name)) outer.set(name, piece);
    else inner.push(writePiece(piece, naming, certain(piece)));
  }
  const { access } = answer.definition;
  const block = [
    ...(naming.slots.size > 0 ? [`let ${[...naming.slots].join(', ')};`] : []),
    ...inner,
    `${naming.own('module')}.exports.answer = ${access === defaultExport ? naming.own('exported') : access};`,
  ].join('\n');
  const code = transpile(`{\n${block}\n}`);
  const library = slice.libraryNames.filter((name) => !outer.has(name));
  return [
    '"use strict";',
    ...helpers(naming),
    '{',
    ...library.map((name) => `const ${name} = require("${libraryPackage}")["${name}"];`),
    ...[...outer].map(([name, piece]) => `const ${name} = ${imported(piece, 'require', naming)};`),
    `${code}}`,
    '',
  ].join('\n');
}

/** What stands in for the words of modules within the student's block, out of reach of the student's names. */
const helpers = ({ own }: Naming): string[] => [
  `const ${own('module')} = module, ${own('require')} = require;`,
  `const ${own('default')} = (module) => module?.__esModule ? module.default : module;`,
  `const ${own('import')} = async (name) => {`,
  `  const module = ${own('require')}(name);`,
  '  return module?.__esModule ? module : { ...module, default: module };',
  '};',
];

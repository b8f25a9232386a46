import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { runCells } from '../answers/run-cells';
import { cellsFrom } from './notebook-of';
import { answerOf, noModule } from './run-extracted';

const exercise = { id: 'exercise-1', functionName: 'klLoss' };

/** Numbers, objects and functions of a notebook, all declared in its first cell. */
const declared = `let a = 1, b = 2, c = 3;
const o: any = { n: 1 }, p: any = { n: 2 };
const l: number[] = [1];
const m = new Map<string, number>([['k', 1]]);
const alias: any = o;
function raise(by = 1) { a += by; }
function put(to: any, n: number) { to.n = n; }
const hand = (to: any, n: number) => put(to, n);
class Box { n = 0; set(n: number) { this.n = n; b += n; return this; } }
const box = new Box();`;

const number = fc.constantFrom(
  '1',
  '2',
  '5',
  'a',
  'b',
  'c',
  'o.n',
  'p.n',
  'l.length',
  'l[0]',
  "m.get('k')",
  'box.n',
);
const object = fc.constantFrom('o', 'p', 'alias', 'box');
const name = fc.constantFrom('a', 'b', 'c');

/** One statement that changes something, on numbers of the notebook. */
const statement: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(name, fc.constantFrom('=', '+=', '*=', '??='), number)
    .map(([to, by, value]) => `${to} ${by} ${value};`),
  fc.tuple(name, name).map(([one, other]) => `[${one}, ${other}] = [${other}, ${one}];`),
  name.map((one) => `${one}++;`),
  fc.tuple(object, number).map(([to, value]) => `${to}.n = ${value};`),
  fc.tuple(object, number).map(([to, value]) => `Object.assign(${to}, { n: ${value} });`),
  fc.tuple(object, number).map(([to, value]) => `put(${to}, ${value});`),
  fc.tuple(object, number).map(([to, value]) => `hand(${to}, ${value});`),
  number.map((value) => `l.push(${value});`),
  number.map((value) => `console.assert(l.unshift(${value}));`),
  number.map((value) => `m.set('k', ${value});`),
  number.map((value) => `box.set(${value});`),
  number.map((value) => `raise(${value});`),
  fc.tuple(object, number).map(([to, value]) => `for (const one of [${to}]) one.n = ${value};`),
  fc.tuple(object, number).map(([to, value]) => `[${to}].forEach((one) => { one.n = ${value}; });`),
  fc
    .tuple(name, number, number)
    .map(([to, one, two]) => `if (${one} > ${two}) { ${to} = ${one}; } else ${to} -= 1;`),
  fc.tuple(name, number).map(([to, value]) => `(() => { const local = ${value}; ${to} = local; })();`),
  fc.tuple(name, number).map(([to, value]) => `let ${to} = ${value};`),
  fc.tuple(name, number).map(([to, value]) => `const made${to} = ${value}; ${to} = made${to};`),
);

/** A cell declares a name at its beginning, if at all. */
const cell = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((statements) => statements.filter((one, at) => at === 0 || !/^(?:let|const) /.test(one)).join('\n'));

test('an answer cut out of a notebook returns what it returns there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { maxLength: 5 }),
      fc.array(number, { minLength: 1, maxLength: 3 }),
      async (cells, used) => {
        const sound = cells.filter((source) => !/^let (\w) = \1;/.test(source)); // fails in a notebook too
        const whole = [declared, ...sound, `const klLoss = () => [${used.join(', ')}];`];
        const there = (await runCells(whole, noModule)).klLoss as () => unknown;
        const here = await answerOf(extractExercise(cellsFrom(whole), exercise));
        expect(here()).toEqual(there());
      },
    ),
    { seed: 14, numRuns: 100 },
  );
});

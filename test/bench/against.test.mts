import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneRows } from '../../bench/clone-rows.js';
import { inTurns } from '../../bench/in-turns.js';
import { agreementOf } from '../../bench/results.js';
import { cloneTable } from '../../bench/table.js';
import { runBayes } from '../setup/run-bayes.mjs';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bayes-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clone with files at other places, whose draws are others. */
function otherClone(): string {
  const clone = join(folder, 'other');
  for (const name of ['bin', 'inside', 'node_modules']) mkdirSync(join(clone, name), { recursive: true });
  writeFileSync(
    join(clone, 'package.json'),
    JSON.stringify({ name: 'bayes-notebooks', main: 'inside/door.js' }),
  );
  writeFileSync(join(clone, 'bin/bayes.mjs'), '');
  writeFileSync(
    join(clone, 'inside/door.js'),
    `const library = require(${JSON.stringify(root)});
     module.exports = { ...library, setSeed: (seed) => library.setSeed(seed + 1) };`,
  );
  return clone;
}

describe('inTurns()', () => {
  it('lets both sides take turns, and tells the ratio of each round', async () => {
    const turns: string[] = [];
    const side = (name: string, rounds: number[][]) => ({
      times: async () => {
        turns.push(name);
        return rounds.shift() as number[];
      },
    });
    const here = side('here', [[2, 2, 9], [40], [6], [5]]);
    const there = side('there', [[2], [20], [4], [10]]);
    const one = await inTurns('sine', here, there, 4, () => {});
    expect(turns).toEqual(['here', 'there', 'here', 'there', 'here', 'there', 'here', 'there']);
    expect(one.here.median).toBe(6); // of 2 2 5 6 9 40
    expect(one.ratio).toEqual({ low: 1, median: 1.5, high: 2 }); // of 0.5 1 1.5 2
    expect(cloneTable([one])).toMatch(/sine +0\.006.* +0\.010.* +1\.50 x \(1\.00-2\.00\)$/);
  });
});

describe('agreementOf()', () => {
  it('is the largest relative distance', () => {
    expect(agreementOf('sine', { a: 1, b: 2, c: 'x' }, { a: 1, b: 2.00001, c: 'x' }, 'there')).toBeCloseTo(
      5e-6,
      10,
    );
  });

  it.each([
    ['another number', { 'the loss': 1.0001 }, 'the loss differs, 1 here and 1.0001 there'],
    ['no number', { 'the loss': Number.NaN }, 'the loss differs, 1 here and NaN there'],
    ['another word', { 'the loss': '1' }, 'the loss differs, 1 here and 1 there'],
    ['what is missing', {}, 'the loss differs, 1 here and undefined there'],
    ['what is too much', { 'the loss': 1, more: 2 }, 'more differs, undefined here and 2 there'],
  ])('refuses %s', (_, other, words) => {
    expect(() => agreementOf('sine', { 'the loss': 1 }, other, 'there')).toThrow(
      `Cannot compare sine: ${words}`,
    );
  });
});

describe('the row of the lecture', () => {
  const row = cloneRows.find(({ name }) => name === 'lecture') as (typeof cloneRows)[number];

  /** A clone whose runner writes down what it is given. */
  function cloneWith(cells: object[] | undefined) {
    const clone = otherClone();
    const notebooks = join(clone, 'solutions/en');
    rmSync(notebooks, { recursive: true, force: true });
    mkdirSync(notebooks, { recursive: true });
    const metadata = { kernelspec: { name: 'bayes-tslab', display_name: 'TypeScript' } };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells };
    if (cells) writeFileSync(join(notebooks, '01-bayesian-neural-networks.ipynb'), JSON.stringify(notebook));
    writeFileSync(
      join(clone, 'bin/bayes.mjs'),
      `import { copyFileSync, readFileSync } from 'node:fs';
       const [, , , file, , out] = process.argv;
       for (const to of [out, ${JSON.stringify(join(clone, 'given.ipynb'))}]) copyFileSync(file, to);`,
    );
    return { root: clone, door: '', commit: 'other' };
  }

  it('runs the lecture that the clone has, by its own runner', async () => {
    const shared = { metadata: {}, source: 'of another commit' };
    const code = { ...shared, id: 'only-there', cell_type: 'code', execution_count: 1, outputs: [] };
    const clone = cloneWith([{ ...shared, id: 'words', cell_type: 'markdown' }, code]);
    const side = await row.open(clone);
    expect(await side.times()).toEqual([expect.any(Number)]);
    side.stop();
    const given = JSON.parse(readFileSync(join(clone.root, 'given.ipynb'), 'utf8'));
    expect(given.cells).toMatchObject([{ id: 'only-there', execution_count: null, outputs: [] }]);
  });

  it('needs one', async () => {
    await expect(row.open(cloneWith(undefined))).rejects.toThrow('there must be a solved one, got no');
  });
});

async function expectRefused(argv: string[], words: string): Promise<void> {
  const { status, output } = await runBayes(root, ['bench', ...argv]).done();
  expect(status).toBe(2);
  expect(output).toContain(words);
  expect(output.trimEnd().split('\n')).toHaveLength(1);
}

describe('npm run bench -- --against DIR', () => {
  it.each([
    [() => ['--against', folder], 'it must be a clone of this project'],
    [() => ['--against', join(folder, 'nowhere')], 'it must be a clone of this project'],
    [() => ['--against', otherClone(), '--only', 'steady'], '--only with --against must be one of sine,'],
    [() => ['--against', root, '--docs'], 'leave out --docs or --against'],
    [() => ['--against', root, '--rounds', '0'], '--rounds must be a whole number from 1 to 9999, got 0'],
    [() => ['--against', root, '--at-most', 'x'], '--at-most must be a number from 0 to 1000, got x'],
    [() => ['--rounds', '3'], 'belong to --against DIR'],
  ])('refuses wrong usage in one sentence: %#', async (argv, words) => {
    await expectRefused(argv(), words);
  });

  it('says how to set up a clone that is not', async () => {
    const clone = otherClone();
    rmSync(join(clone, 'inside'), { recursive: true });
    const sentence = `Cannot compare with ${clone}: it is not set up; run there: npm run setup`;
    await expectRefused(['--against', clone], `${sentence}. See: npm run bench -- --help\n`);
  });

  it('says where to look when a clone does not compile', async () => {
    const clone = otherClone();
    writeFileSync(join(clone, 'bin/bayes.mjs'), 'process.exit(1);');
    const sentence = `Cannot compare with ${clone}: it does not compile; see there: npm run build`;
    await expectRefused(['--against', clone], `${sentence}. See: npm run bench -- --help\n`);
  });

  it('prints both medians and the ratio, and is 1 where that is above --at-most', async () => {
    const argv = ['bench', '--against', root, '--only', 'sine', '--rounds', '2', '--at-most', '0.001'];
    const { status, output } = await runBayes(root, argv).done();
    expect(output).toContain('loss, KL, gradients and predictions agree\n');
    expect(output).toContain('round 2 of 2');
    const spread = String.raw`[\d.]+ \([\d.]+-[\d.]+\)`;
    expect(output).toMatch(
      new RegExp(`sine +${spread} ms +${spread} ms +[\\d.]+ x \\([\\d.]+-[\\d.]+\\)\nabove 0.001 x: sine\n$`),
    );
    expect(status).toBe(1);
  });

  it('takes the library behind the other door, and refuses to compare other work', async () => {
    const { status, output } = await runBayes(root, [
      'bench',
      '--against',
      otherClone(),
      '--only',
      'sine',
    ]).done();
    expect(output).toMatch(/Cannot compare sine: the loss differs, [\d.]+ here and [\d.]+ there\n$/);
    expect(status).toBe(1);
  });
});

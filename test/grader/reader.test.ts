import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Reader } from '../../grader/reading/reader';
import { RemoteHandIn } from '../../grader/reading/remote-hand-in';
import { childrenOf } from '../../grader/sandbox/process-tree';
import { cellsOf } from '../answers/answer';
import * as average from '../answers/average-weights/right';
import * as kl from '../answers/mean-kl/right';
import { notebook } from '../answers/notebook';

const folder = mkdtempSync(join(tmpdir(), 'reader-'));
afterAll(() => rmSync(folder, { recursive: true }));

const readers: Reader[] = [];
afterEach(() => Promise.all(readers.splice(0).map((reader) => reader.close())));

function reading(): (name: string, content: string) => RemoteHandIn {
  const reader = new Reader();
  readers.push(reader);
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return new RemoteHandIn(reader, { path, inside: [] }, name);
  };
}

const sum = cellsOf(kl.right, 'reduce');
const mean = cellsOf(average.right, 'nested loops');
const honest = notebook([...sum, ...mean]);

/**
 * The parser reads each level twice, so its work doubles with it. The quote in the regular expression hides that from the
 * look at the tokens that refuses such a cell.
 */
const doubling = `if (1) /'/.test(''); const x = ${'async (a = '.repeat(40)}1${')'.repeat(40)};`;

describe('a hand-in that is read in another process', () => {
  test('gives its answers, one after the other', async () => {
    const handIn = reading()('ada.ipynb', honest);
    expect(await handIn.open()).toMatchObject({ ok: true, assignment: '01-bayesian-neural-networks' });
    expect(await handIn.answer('exercise-1')).toMatchObject({ status: 'found', exercise: 'exercise-1' });
    expect(await handIn.answer('exercise-2')).toMatchObject({ status: 'found', exercise: 'exercise-2' });
    expect(await handIn.conclusions('exercise-2')).toMatchObject({ review: { state: 'untouched' } });
  });

  test('says why it cannot be read', async () => {
    const read = reading();
    expect(await read('cut.ipynb', honest.slice(0, 100)).open()).toMatchObject({
      ok: false,
      message: { en: expect.stringContaining('not valid JSON') },
    });
  });

  test('that takes too long to parse ends at its limit, and the next one is read', async () => {
    const read = reading();
    const slow = read('slow.ipynb', notebook([doubling, ...sum]));
    expect(await slow.open()).toMatchObject({ ok: true });
    expect(await slow.answer('exercise-1')).toMatchObject({
      status: 'unloadable',
      message: { en: expect.stringContaining('too long') },
    });
    expect(await read('ada.ipynb', honest).open()).toMatchObject({ ok: true });
  });

  test('that one answer is too much for keeps the other', async () => {
    const prose = `klLoss is in the text:\n\`\`\`\nfunction klLoss() { return 1; }\n${doubling}\n\`\`\``;
    const handIn = reading()('prose.ipynb', notebook(mean, { conclusions: prose }));
    await handIn.open();
    expect(await handIn.answer('exercise-1')).toMatchObject({
      status: 'unloadable',
      message: { en: expect.stringContaining('too long') },
    });
    expect(await handIn.answer('exercise-2')).toMatchObject({ status: 'found' });
  });

  test('is read by another process where the first one was killed', async () => {
    const read = reading();
    const handIn = read('ada.ipynb', honest);
    await handIn.open();
    for (const pid of childrenOf(process.pid))
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('program.js')) process.kill(pid, 'SIGKILL');
    expect(await handIn.answer('exercise-1')).toMatchObject({ status: 'found' });
  });

  test('answers in the order in which it was asked, also of several hand-ins', async () => {
    const read = reading();
    const handIns = Array.from({ length: 20 }, (_, i) =>
      read(`${i}.ipynb`, notebook([`const number = ${i};`, ...sum])),
    );
    const opened = await Promise.all(handIns.map((handIn) => handIn.open()));
    expect(new Set(opened.map((one) => one.ok && one.key)).size).toBe(20);
    const answers = await Promise.all(handIns.map((handIn) => handIn.answer('exercise-1')));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill('found'));
  });
});

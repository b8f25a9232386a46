import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Reader } from '../../grader/reading/reader';
import { RemoteHandIn } from '../../grader/reading/remote-hand-in';
import { cellsOf } from '../answers/answer';
import { right } from '../answers/mean-kl/right';
import { notebook } from '../answers/notebook';
import { scratchFolder } from './grade-process';

const reader = new Reader();
afterAll(() => reader.close());

test('a hand-in that was packed has the same key, answer and conclusions, whatever it is called', async () => {
  const folder = scratchFolder();
  const path = join(folder, 'ada.ipynb');
  const conclusions = 'A wide band: \u0000 \ud800 “ż”. '.repeat(9);
  writeFileSync(path, notebook(cellsOf(right, 'reduce'), { conclusions }));
  const file = '02-other-roads-to-the-posterior.ipynb'; // tells the lecture to who has nothing else to go by
  const handIn = new RemoteHandIn(reader, { path, inside: [] }, file);
  const opened = await handIn.open();
  const bytes = await handIn.pack();
  writeFileSync(join(folder, 'packed'), bytes as Buffer);
  const packed = new RemoteHandIn(reader, { path: join(folder, 'packed'), inside: [], packed: true }, 'x');

  expect(opened.ok).toBe(true);
  expect(await packed.open()).toEqual(opened);
  expect(await packed.answer('exercise-1')).toEqual(await handIn.answer('exercise-1'));
  expect(await packed.conclusions('exercise-2')).toEqual(await handIn.conclusions('exercise-2'));
});

test('bytes that were damaged on the way are the machine’s fault, not the hand-in’s', async () => {
  const path = join(scratchFolder(), 'packed');
  writeFileSync(path, 'no gzip');
  const handIn = new RemoteHandIn(reader, { path, inside: [], packed: true }, 'x');
  await expect(handIn.open()).rejects.toThrow('Cannot unpack a submission: incorrect header check');
});

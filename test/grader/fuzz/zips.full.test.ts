import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSubmissions } from '../../../grader/batch/find-submissions';
import { notebook } from '../../answers/notebook';
import { mutatedNotebook } from './mutated-notebook';
import { mutatedZip } from './mutated-zip';
import { originals } from './originals';
import { endsWhatHangs, runs } from './runs';

test(
  'whatever archive is handed in, nothing is lost: neither what stands beside it nor what is whole in it',
  async () => {
    const property = fc.asyncProperty(
      mutatedZip(mutatedNotebook(originals)),
      async ({ bytes, notebooks }) => {
        const folder = mkdtempSync(join(tmpdir(), 'bayes-fuzz-'));
        try {
          writeFileSync(join(folder, 'first.ipynb'), notebook([]));
          writeFileSync(join(folder, 'middle.zip'), bytes);
          writeFileSync(join(folder, 'second.ipynb'), notebook([]));
          const found = await findSubmissions([folder]);
          const files = found.map(({ file }) => file);
          expect(new Set(files).size).toBe(files.length);
          expect(files).toEqual(expect.arrayContaining(['first.ipynb', 'second.ipynb']));
          expect(files).toEqual(expect.arrayContaining(notebooks.map((name) => `middle.zip/${name}`)));
          expect(files.some((file) => file.startsWith('middle.zip'))).toBe(true);
          expect(found.every(({ student }) => student !== '')).toBe(true);
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    );
    await fc.assert(property, runs(30));
  },
  endsWhatHangs,
);

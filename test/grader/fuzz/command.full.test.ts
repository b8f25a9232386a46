import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse } from 'papaparse';
import { expect, test } from 'vitest';
import { notebook } from '../../answers/notebook';
import { grade, reportIn, scratchFolder } from '../grade-process';
import { mutatedNotebook } from './mutated-notebook';
import { mutatedZip } from './mutated-zip';
import { originals } from './originals';
import { counted, endsWhatHangs, runs } from './runs';

const root = join(__dirname, '..', '..', '..');

test(
  'a class of damaged and hostile files is graded by the command: a row each, and reports that can be read',
  async () => {
    const folder = scratchFolder();
    const { seed } = runs(1);
    const handedIn = ['honest.ipynb'];
    writeFileSync(join(folder, 'honest.ipynb'), notebook(originals.slice(0, 3)));
    for (const [i, bytes] of fc
      .sample(mutatedNotebook(originals), { seed, numRuns: counted(20) })
      .entries()) {
      handedIn.push(`notebook-${i}.ipynb`);
      writeFileSync(join(folder, `notebook-${i}.ipynb`), bytes);
    }
    const zips = fc.sample(mutatedZip(mutatedNotebook(originals)), { seed, numRuns: counted(5) });
    for (const [i, { bytes, notebooks }] of zips.entries()) {
      handedIn.push(...notebooks.map((name) => `zip-${i}.zip/${name}`));
      writeFileSync(join(folder, `zip-${i}.zip`), bytes);
    }

    const out = join(folder, 'out');
    const { code, stderr } = await grade(folder, '--out', out, '--seed', '1', '--jobs', '2');
    expect(stderr).not.toMatch(/failed|Error/);
    expect(code).toBe(0);

    const report = reportIn(out);
    const schema = JSON.parse(readFileSync(join(root, 'grader', 'reports', 'report.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
    validate(report);
    expect(validate.errors).toBeNull();

    const files = report.submissions.map(({ file }) => file);
    expect(new Set(files).size).toBe(files.length);
    expect(files).toEqual(expect.arrayContaining(handedIn));
    for (const { status, message } of report.submissions) {
      expect(status).not.toBe('grader-fault');
      if (status !== 'graded') expect(message).not.toBe('');
    }
    const csv = readFileSync(join(out, 'report.csv'), 'utf8');
    expect(parse(csv, { skipEmptyLines: true }).data).toHaveLength(files.length + 1);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    expect(page.trimEnd().endsWith('</html>')).toBe(true);
  },
  endsWhatHangs,
);

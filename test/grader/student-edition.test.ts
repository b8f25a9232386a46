import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { lectures } from '../../exercises/catalogue/catalogue';
import { writeStudentEdition } from '../../generator/student-edition';
import { rubricsFor } from '../../grader/marking/rubrics';
import { scratchFolder } from './grade-process';

const root = join(__dirname, '..', '..');
const edition = join(scratchFolder(), 'edition');
let files: string[];

beforeAll(() => {
  writeStudentEdition(root, edition);
  files = (readdirSync(edition, { recursive: true }) as string[]).filter((file) =>
    statSync(join(edition, file)).isFile(),
  );
});

describe('the student edition', () => {
  test('holds no solution, no hidden check, no reference value and no answer of the tests', () => {
    const withheld =
      /^(solutions|lecture|generator|browser|test\/(grader|exercises))\/|^exercises\/(marking|mean-kl|average-weights|predictive-log-likelihood|coverage)\/(?!(exercise\.ts|public-checks\.json)$)/;
    expect(files.filter((file) => withheld.test(file))).toEqual([]);
    const hidden = rubricsFor('1')
      .flatMap(({ checks }) => checks)
      .filter((check) => check.visibility === 'hidden');
    const secrets = [
      ...hidden.map(({ name }) => name.en),
      'klLossWithStack',
      'averageWeightsBySum',
      'meanKlGradients',
      'predictiveLogLikelihoodByHand',
      'coverageLevelByLevel',
      'wrongIntervals',
    ];
    const code = files.filter(
      (file) => /\.(m?ts|mjs|json|ipynb)$/.test(file) && !file.startsWith('test/setup'),
    );
    for (const file of code) {
      const text = readFileSync(join(edition, file), 'utf8');
      expect(
        secrets
          .filter((secret) => secret.length > 12 && text.includes(secret))
          .map((secret) => `${file}: ${secret}`),
      ).toEqual([]);
    }
  });

  test('holds untouched notebooks in both languages', () => {
    const notebooks = files.filter((file) => file.endsWith('.ipynb'));
    expect(notebooks.sort()).toEqual(
      (['en', 'pl'] as const).flatMap((language) =>
        lectures.map(({ files }) => join('notebooks', language, `${files[language]}.ipynb`)),
      ),
    );
    for (const file of notebooks)
      expect(readFileSync(join(edition, file), 'utf8')).toContain('return undefined;');
  });

  test('has every file that its own files import', () => {
    const missing = files
      .filter((file) => /\.m?ts$/.test(file))
      .flatMap((file) =>
        ts
          .preProcessFile(readFileSync(join(edition, file), 'utf8'))
          .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
          .map(({ fileName }) => join(file, '..', fileName.replace(/\.js$/, ''))) // which TypeScript compiles from a .ts
          .filter(
            (path) =>
              !files.some(
                (one) =>
                  one === path ||
                  new RegExp(`^${path.replace(/[.\\]/g, '\\$&')}(/index)?(\\.d)?\\.m?[tj]s$`).test(one),
              ),
          )
          .map((path) => `${file} imports ${path}`),
      );
    expect(missing).toEqual([]);
  });

  test('lists the commands that work in it, and no other', () => {
    const help = execFileSync(process.execPath, [join(edition, 'bin', 'bayes.mjs'), '--help'], {
      encoding: 'utf8',
    });
    const listed = [...help.matchAll(/^ {2}npm run (\S+)/gm)].map(([, name]) => name);
    expect(listed).toContain('grade');
    const { scripts } = JSON.parse(readFileSync(join(edition, 'package.json'), 'utf8'));
    expect(listed.filter((name) => !scripts[name as string])).toEqual([]);
  });

  test('refuses a folder that is not empty', () => {
    expect(() => writeStudentEdition(root, edition)).toThrow(RangeError);
  });
});

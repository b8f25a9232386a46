import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { docstringFindings } from '../../../setup/checks/docstring-tags.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

/** The rules that a docstring of the given lines breaks, each with its line. */
const findings = (lines: string[], file = 'bad.ts'): string[] =>
  docstringFindings(file, ['/**', ...lines.map((line) => ` * ${line}`), ' */', 'run();'].join('\n')).map(
    ({ line, rule }) => `${line}: ${rule}`,
  );

describe('docstringFindings()', () => {
  it('accepts the dialect', () => {
    expect(
      findings([
        'Runs it. As said, e.g. twice.',
        '',
        '@param times how often, see',
        '  {@link run}',
        '@returns what came of it',
        '@throws {RangeError} where it is negative',
        '@example',
        'run(2); // It ran.',
      ]),
    ).toEqual([]);
  });

  it('wants the type of what is thrown in braces, and its reason', () => {
    const rule = '@throws {Type} where …';
    expect(findings(['@throws RangeError where it is negative'])).toEqual([`2: ${rule}`]);
    expect(findings(['@throws {RangeError}'])).toEqual([`2: ${rule}`]);
    expect(findings(['@throws {RangeError} where'], 'bad.mjs')).toEqual([]);
  });

  it('wants no full stop at the end of a text of a tag, on whichever line', () => {
    const rule = (tag: string) => `the text of ${tag} ends without a full stop`;
    expect(findings(['Runs.', '@param times how', '  often.', '@returns it.'])).toEqual([
      `3: ${rule('@param')}`,
      `5: ${rule('@returns')}`,
    ]);
    expect(docstringFindings('bad.mjs', '  /** Runs. @returns {number} it. */')).toEqual([
      { line: 1, rule: rule('@returns') },
    ]);
  });

  it('wants types in .mjs alone', () => {
    expect(findings(['@param {number} times how often'])).toEqual([
      '2: @param without a type, which the code says',
    ]);
    expect(findings(['@param {number} times how often'], 'good.mjs')).toEqual([]);
  });
});

it('the docstrings of all rooms are of one dialect', () => {
  const check = path.join(root, 'setup/checks/docstring-tags.mjs');
  const { stdout, status } = spawnSync(process.execPath, [check], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

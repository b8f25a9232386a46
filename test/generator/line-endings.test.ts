import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkNotebooks } from '../../generator/check-notebooks';
import { projectRoot } from './project-copy';

const scratch = mkdtempSync(join(tmpdir(), 'bayes-checkout-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const git = (...args: string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 26 });

/** As git for Windows makes it by default. */
function checkout(name: string): string {
  const copy = join(scratch, name);
  git('clone', '--quiet', '--config', 'core.autocrlf=true', '--config', 'core.eol=crlf', projectRoot, copy);
  return copy;
}

/** Text files of a checkout that have other line ends than the project's. */
const withOtherEnds = (copy: string): string[] =>
  git('-C', copy, 'ls-files', '--eol')
    .split('\n')
    .filter((line) => /^i\/\S+\s+w\/(crlf|mixed)/.test(line));

describe('a checkout with core.autocrlf', () => {
  const copy = checkout('copy');

  test('has the same bytes as one without', () => {
    expect(git('-C', copy, 'config', 'core.autocrlf').trim()).toBe('true');
    expect(withOtherEnds(copy)).toEqual([]);
  });

  test('has the notebooks that the lecture gives', () => {
    expect(existsSync(join(copy, 'solutions', 'en'))).toBe(true);
    expect(checkNotebooks(copy)).toEqual([]);
  });

  test('would have others without .gitattributes', () => {
    writeFileSync(join(copy, '.git', 'info', 'attributes'), '* !text !eol\n'); // it comes before all others
    rmSync(join(copy, '.git', 'index')); // else git takes its files for up to date
    git('-C', copy, 'reset', '--quiet', '--hard');
    expect(withOtherEnds(copy).length).toBeGreaterThan(1000);
    expect(checkNotebooks(copy)).not.toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchRows } from '../../bench/rows';

const bench = (...argv: string[]) =>
  spawnSync(process.execPath, [path.resolve(__dirname, '../../bin/bayes.mjs'), 'bench', ...argv], {
    encoding: 'utf8',
  });

describe('npm run bench', () => {
  it('explains every row with --help', () => {
    const { status, stdout } = bench('--help');
    expect(status).toBe(0);
    for (const { name, title } of Object.values(benchRows)) {
      expect(stdout).toContain(`${name.padEnd(12)} ${title}`);
    }
  });

  it.each([
    [['--only', 'cosine'], '--only must be one of sine, iris,'],
    [['--docs', '--only', 'sine'], 'leave out --only'],
    [['--docs', '--no-peers'], 'leave out --only and --no-peers'],
    [['--fast'], "Unknown option '--fast'. See: npm run bench -- --help"],
  ])('refuses %j in one sentence', (argv, words) => {
    const { status, stderr } = bench(...argv);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(words);
  });
});

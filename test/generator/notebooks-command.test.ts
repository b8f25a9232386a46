import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../generator/notebooks-command';
import { type Given, readOptions, runCommand } from '../../setup/commands/command.mjs';
import { command } from '../../setup/commands/notebooks.mjs';
import { changeNotebook, pretendExecuted, projectCopy } from './project-copy';

const student = 'notebooks/pl/01-bayesowskie-sieci-neuronowe.ipynb';
let said = '';

const notebooks = (argv: string[], root: string): Promise<number> =>
  run(readOptions(command.options, argv) as Given<typeof command>, root);

describe('npm run notebooks', () => {
  beforeEach(() => {
    said = '';
    const listen = (...words: unknown[]): void => {
      said += `${words.join(' ')}\n`;
    };
    vi.spyOn(console, 'log').mockImplementation(listen);
    vi.spyOn(console, 'error').mockImplementation(listen);
  });
  afterEach(() => vi.restoreAllMocks());

  test('writes, then finds all in step', async () => {
    const root = projectCopy();
    expect(await notebooks(['--check'], root)).toBe(1);
    expect(said).toContain('is missing');
    expect(await notebooks([], root)).toBe(0);
    expect(await notebooks(['--check'], root)).toBe(1);
    expect(said).toContain('was never run');
    pretendExecuted(root);
    expect(await notebooks(['--check'], root)).toBe(0);
    expect(said).toContain('in step with their source');
  });

  test('without a terminal refuses to replace an edited copy and says how to', async () => {
    const root = projectCopy();
    await notebooks([], root);
    changeNotebook(root, student, (notebook) => notebook.cells.splice(3, 1));
    const edited = readFileSync(join(root, student), 'utf8');
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    try {
      expect(await notebooks([], root)).toBe(1);
    } finally {
      process.stdin.isTTY = isTTY;
    }
    expect(said).toContain('npm run notebooks -- --yes');
    expect(readFileSync(join(root, student), 'utf8')).toBe(edited);
    expect(await notebooks(['--yes'], root)).toBe(0);
    expect(said).toContain('.backup-1.ipynb');
  });

  test('explains itself, and tells wrong usage apart', async () => {
    expect(await runCommand(command, ['--help'])).toBe(0);
    expect(said).toContain('--check');
    expect(await runCommand(command, ['--nonsense'])).toBe(2);
    expect(await runCommand(command, ['--check', '--execute'])).toBe(2);
    expect(said).toContain('exclude each other');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../generator/notebooks-command';
import { changeNotebook, pretendExecuted, projectCopy } from './project-copy';

const student = 'notebooks/pl/01-bayesowskie-sieci-neuronowe.ipynb';
let said = '';

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
    expect(await run(['--check'], root)).toBe(1);
    expect(said).toContain('is missing');
    expect(await run([], root)).toBe(0);
    expect(await run(['--check'], root)).toBe(1);
    expect(said).toContain('was never run');
    pretendExecuted(root);
    expect(await run(['--check'], root)).toBe(0);
    expect(said).toContain('in step with their source');
  });

  test('without a terminal refuses to replace an edited copy and says how to', async () => {
    const root = projectCopy();
    await run([], root);
    changeNotebook(root, student, (notebook) => notebook.cells.splice(3, 1));
    const edited = readFileSync(join(root, student), 'utf8');
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    try {
      expect(await run([], root)).toBe(1);
    } finally {
      process.stdin.isTTY = isTTY;
    }
    expect(said).toContain('npm run notebooks -- --yes');
    expect(readFileSync(join(root, student), 'utf8')).toBe(edited);
    expect(await run(['--yes'], root)).toBe(0);
    expect(said).toContain('.backup-1.ipynb');
  });

  test('explains itself, and tells wrong usage apart', async () => {
    expect(await run(['--help'])).toBe(0);
    expect(said).toContain('--check');
    expect(await run(['--nonsense'])).toBe(2);
    expect(await run(['--check', '--execute'])).toBe(2);
    expect(said).toContain('exclude each other');
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { parseNotebook } from '../../wire/notebook';

const folder = mkdtempSync(path.join(tmpdir(), 'bayes-execute-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What `npm run execute --` runs. */
const command = [path.resolve(__dirname, '../../bin/bayes.mjs'), 'execute'];

function execute(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const run = spawnSync(process.execPath, [...command, ...args], { cwd: folder, encoding: 'utf8' });
  return { status: run.status, stdout: run.stdout, stderr: stripVTControlCharacters(run.stderr) };
}

function write(
  name: string,
  sources: string[],
  kernelspec: object = { name: 'bayes-tslab', language: 'typescript' },
): string {
  const cells = sources.map((source) => ({
    cell_type: 'code',
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  writeFileSync(
    path.join(folder, name),
    JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 4 }),
  );
  return name;
}

describe('npm run execute', () => {
  it('runs a notebook, a line for each cell, and writes it with --out', () => {
    const file = write('good.ipynb', ['// a comment\nconst a = 20;', 'console.log(a + 1);\na * 2']);
    const run = execute(file, '--out', 'executed.ipynb');
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(run.stdout.replace(/\d+\.\d s/g, 'T s').replace(/ +/g, ' ')).toBe(
      [
        '[1/2] const a = 20; T s',
        ' 21',
        ' 40',
        '[2/2] console.log(a + 1); T s',
        'good.ipynb: all cells ran, T s in all; written to executed.ipynb',
        '',
      ].join('\n'),
    );
    const executed = parseNotebook(readFileSync(path.join(folder, 'executed.ipynb'), 'utf8'));
    expect(executed.cells.map(({ execution_count }) => execution_count)).toEqual([1, 2]);
    expect(executed.cells[1]?.outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['21\n'] },
      { output_type: 'execute_result', data: { 'text/plain': ['40'] }, metadata: {}, execution_count: 2 },
    ]);
  });

  it("prints a table's text as what a cell prints, and neither a figure's nor a listing's", () => {
    const cell = `import { chart, line, setLanguage, showFigure, showSource, showTable } from 'bayes-notebooks';
setLanguage('en');
showTable(['steps', 'loss'], [[50, 0.25]]);
showSource('BayesLinear');
showFigure(chart({ title: 't', xTitle: 'x', yTitle: 'y', traces: [line({ x: [0], y: [0] })], alt: 'a dot' }));`;
    const { stdout, status } = execute(write('table.ipynb', [cell]));
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('   '))).toEqual([
      '      steps   loss',
      '      ─────  ─────',
      '         50  0.250',
    ]);
    expect(execute('table.ipynb', '--quiet').stdout).not.toContain('steps');
  });

  it('writes nothing without --out', () => {
    const file = write('untouched.ipynb', ['1']);
    const before = readFileSync(path.join(folder, file), 'utf8');
    expect(execute(file, '--quiet').stdout.split('\n')).not.toContain('      1');
    expect(readFileSync(path.join(folder, file), 'utf8')).toBe(before);
  });

  it('ends with 1 and the number of the first cell that fails', () => {
    const file = write('bad.ipynb', ['const a = 1;', 'throw new RangeError("too big");', 'a']);
    const run = execute(file, '--out', 'bad-executed.ipynb');
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('FAILED');
    expect(run.stderr).toBe(
      [
        'RangeError: too big',
        'cell 2, line 1:',
        '    throw new RangeError("too big");',
        '          ^',
        '    at cell 2, line 1',
        '',
        'bad.ipynb: Cell [2] failed: RangeError: too big',
        'As far as it got, it was written to bad-executed.ipynb',
        '',
      ].join('\n'),
    );
    const { cells } = parseNotebook(readFileSync(path.join(folder, 'bad-executed.ipynb'), 'utf8'));
    expect(cells[1]?.outputs).toMatchObject([{ output_type: 'error', ename: 'RangeError' }]);
  });

  it('says what is wrong with a file that it cannot run, and ends with 2', () => {
    writeFileSync(path.join(folder, 'broken.ipynb'), '{"cells": [');
    writeFileSync(path.join(folder, 'other.ipynb'), '{}');
    write('python.ipynb', ['1'], { name: 'python3', language: 'python' });
    for (const [file, reason] of [
      ['missing.ipynb', 'there is no such file'],
      ['.', 'it is a folder'],
      ['broken.ipynb', 'it is not valid JSON'],
      ['other.ipynb', 'it is JSON, but not a notebook'],
      ['python.ipynb', 'it is written for the kernel "python3"'],
    ] as const) {
      const run = execute(file);
      expect(run.stderr).toContain(`Cannot execute ${file}: ${reason}`);
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
      expect(run.status).toBe(2);
    }
  });

  it('refuses wrong usage before it runs anything', () => {
    const file = write('unused.ipynb', ['1']);
    for (const args of [[], [file, file], [file, '--unknown'], [file, '--out', 'no/such/folder/x.ipynb']]) {
      expect(execute(...args)).toMatchObject({ status: 2, stdout: '' });
    }
    expect(existsSync(path.join(folder, 'no'))).toBe(false);
  });

  it('explains itself with --help', () => {
    const run = execute('--help');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('npm run execute -- FILE.ipynb [--out FILE]');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends after %s with %i, and leaves no kernel', async (signal, status) => {
    const file = write(`endless-${signal}.ipynb`, ['console.log("pid", process.pid); while (true) {}']);
    const child = spawn(process.execPath, [...command, file], { cwd: folder });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const pid = await new Promise<number>((resolve, reject) => {
      child.stdout.on('data', (text) => {
        const match = /pid (\d+)/.exec(String(text));
        if (match) resolve(Number(match[1]));
      });
      void ended.then((code) => reject(new Error(`the command ended too early, with ${code}`)));
    });
    child.kill(signal);
    expect(await ended).toBe(status);
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 30_000 });
  });
});

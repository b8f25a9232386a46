import { describe, expect, it } from 'vitest';
import { type CellFailure, type CellProgress, executeNotebook } from '../../runner/execute-notebook';
import type { Notebook, NotebookCell } from '../../wire/notebook';

const cwd = __dirname;
const code = (source: string | string[]): NotebookCell => ({ cell_type: 'code', metadata: {}, source });
const notebook = (cells: NotebookCell[]): Notebook => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 4,
});

describe('executeNotebook()', () => {
  it('returns a copy with outputs, counts and ids, and leaves its argument alone', async () => {
    const given = notebook([
      { cell_type: 'markdown', metadata: {}, source: '# Title' },
      {
        ...code(['const a: number = 2;\n', 'a * 21']),
        outputs: [{ output_type: 'stream', name: 'stdout', text: 'old' }],
      },
      code('  \n'),
      code(
        `import { newDisplay } from 'tslab';
         const display = newDisplay();
         display.text('old');`,
      ),
      code(`display.text('new'); console.log('done');`),
    ]);
    const before = structuredClone(given);
    const progress: CellProgress[] = [];
    const executed = await executeNotebook(given, { cwd, onCell: (cell) => progress.push(cell) });
    expect(given).toEqual(before);
    expect(executed).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
    expect(executed.metadata.kernelspec?.name).toBe('bayes-tslab');
    expect(executed.metadata.language_info?.name).toBe('typescript');
    expect(new Set(executed.cells.map(({ id }) => id)).size).toBe(5);
    expect(executed.cells[0]).not.toHaveProperty('outputs');
    expect(executed.cells.slice(1).map(({ execution_count, outputs }) => [execution_count, outputs])).toEqual(
      [
        [
          1,
          [{ output_type: 'execute_result', data: { 'text/plain': '42' }, metadata: {}, execution_count: 1 }],
        ],
        [null, []],
        [2, [{ output_type: 'display_data', data: { 'text/plain': 'new' }, metadata: {} }]],
        [3, [{ output_type: 'stream', name: 'stdout', text: 'done\n' }]],
      ],
    );
    expect(progress.map(({ number, total, outcome }) => [number, total, outcome])).toEqual(
      [1, 2, 3].flatMap((number) => [
        [number, 3, undefined],
        [number, 3, 'ok'],
      ]),
    );
  });

  it('stops at the first cell that fails, and keeps what there is', async () => {
    const run = executeNotebook(notebook([code('1'), code('throw new Error("broken");'), code('3')]), {
      cwd,
    });
    const failure = (await run.catch((error: unknown) => error)) as CellFailure;
    expect(failure).toMatchObject({
      name: 'CellFailure',
      cell: 2,
      message: 'Cell [2] failed: Error: broken',
    });
    expect(failure.traceback.join('\n')).toContain('cell 2, line 1');
    const [first, second, third] = failure.notebook.cells;
    expect(first?.outputs).toMatchObject([{ output_type: 'execute_result', data: { 'text/plain': '1' } }]);
    expect(second?.outputs).toMatchObject([{ output_type: 'error', evalue: 'broken' }]);
    expect(third).toMatchObject({ execution_count: null, outputs: [] });
  });

  it('says in one sentence that the kernel died', async () => {
    const run = executeNotebook(notebook([code("process.kill(process.pid, 'SIGKILL');")]), { cwd });
    await expect(run).rejects.toThrow('Cell [1] failed: the kernel died (signal SIGKILL)');
  });

  it('interrupts the running cell when its signal comes', async () => {
    const abort = new AbortController();
    const run = executeNotebook(notebook([code("console.log('started'); while (true) {}")]), {
      cwd,
      signal: abort.signal,
      onOutput: ({ header }) => {
        if (header.msg_type === 'stream') abort.abort();
      },
    });
    await expect(run).rejects.toThrow('Cell [1] failed: Interrupted: the cell was interrupted');
  });

  it('ends a kernel that cannot be interrupted', async () => {
    const abort = new AbortController();
    const run = executeNotebook(notebook([code("await null; console.log('started'); while (true) {}")]), {
      cwd,
      signal: abort.signal,
      onOutput: ({ header }) => {
        if (header.msg_type === 'stream') abort.abort();
      },
    });
    await expect(run).rejects.toThrow('Cell [1] failed');
  });

  it('starts no kernel when its signal has come before', async () => {
    const run = executeNotebook(notebook([code('1')]), { cwd, signal: AbortSignal.abort() });
    await expect(run).rejects.toThrow('the kernel died (signal SIGKILL)');
  });
});

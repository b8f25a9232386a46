import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Notebook, type NotebookCell, textOf } from '../../../wire/notebook';
import { notebookOf } from '../../browser/notebook-file.mjs';
import { type ClientRun, runClient, userFolder } from './run-client';

/** Runs a notebook of these cells with papermill; `defaults` stands in the cell of the tag `parameters`. */
async function papermill(
  { defaults, cells }: { defaults?: string; cells: string[] },
  ...options: string[]
): Promise<ClientRun & { cells: NotebookCell[] }> {
  const sources = defaults === undefined ? cells : [defaults, ...cells];
  const notebook = notebookOf(sources.map((source) => ({ source })));
  if (defaults !== undefined) (notebook.cells[0] as NotebookCell).metadata = { tags: ['parameters'] };
  const folder = userFolder({ 'in.ipynb': JSON.stringify(notebook) });
  const run = await runClient(['papermill', ...options, 'in.ipynb', 'out.ipynb'], folder);
  const file = path.join(folder, 'out.ipynb');
  const out: Notebook | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return { ...run, cells: out?.cells ?? [] };
}

const tagsOf = (cell: NotebookCell | undefined) => cell?.metadata.tags;

/** The value that the last cell ends with. */
function lastValue(cells: NotebookCell[]): unknown {
  const output = cells.at(-1)?.outputs?.find((each) => each.output_type === 'execute_result');
  return output && 'data' in output ? textOf(output.data['text/plain'] as string) : undefined;
}

const awkward = {
  rate: 0.1,
  tiny: 1.5e-30,
  steps: 500,
  negative: -3,
  live: true,
  off: false,
  nothing: null,
  title: `Zażółć "gęślą" jaźń\n\t'\`$\{1 + 1}\`\\ \u2028 🎉 // #`,
  empty: '',
  layers: [4, 100, 3],
  none: [],
  rows: [[0.5], [1, 2]],
  mixed: [1, 'a', null, { b: [true] }],
  settings: { 'prior sigma': 0.1, inner: { list: [1, { 'ż ó': 'ć' }] }, no: null, '1': 2 },
};

it('hands over a value of each kind exactly, each in a variable that a later cell may change', async () => {
  const names = Object.keys(awkward);
  const yaml = userFolder({ 'parameters.yaml': JSON.stringify(awkward).replaceAll('\u2028', '\\u2028') });
  const { status, stderr, cells } = await papermill(
    {
      defaults: 'let rate = 0.5; // the step size',
      cells: [
        `rate *= 2; steps *= 2; live = !live; title += '!'; layers = [1]; layers.push(2); none.push('any');
nothing = 'something'; rows.push([3]); mixed.push('more'); settings.added = 1; settings = { other: settings };
rate /= 2; steps /= 2; live = !live; title = title.slice(0, -1); settings = settings.other; delete settings.added;
layers = [4, 100, 3]; none.pop(); nothing = null; rows.pop(); mixed.pop();`,
        `JSON.stringify({ ${names.join(', ')} }) === ${JSON.stringify(JSON.stringify(awkward))}`,
      ],
    },
    '-f',
    path.join(yaml, 'parameters.yaml'),
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(cells.map(tagsOf).slice(0, 2)).toEqual([['parameters'], ['injected-parameters']]);
  expect(lastValue(cells)).toBe('true');
});

it('takes -p as papermill reads it, -r as it stands, and -y', async () => {
  const { status, cells } = await papermill(
    { cells: ['JSON.stringify([rate, steps, live, nothing, word, digits, list])'] },
    ...['-p', 'rate', '1e-2', '-p', 'steps', '20', '-p', 'live', 'True', '-p', 'nothing', 'None'],
    ...['-p', 'word', 'ósma', '-r', 'digits', '007', '-y', 'list: [1, [2, three]]'],
  );
  expect(status).toBe(0);
  expect(lastValue(cells)).toBe(`'[0.01,20,true,null,"ósma","007",[1,[2,"three"]]]'`);
});

it('puts the parameters first where no cell has the tag, and runs a notebook without parameters', async () => {
  const first = await papermill({ cells: ['n + 1'] }, '-p', 'n', '41');
  expect(first).toMatchObject({ status: 0 });
  expect(tagsOf(first.cells[0])).toEqual(['injected-parameters']);
  expect(textOf(first.cells[0]?.source ?? '')).toBe('// Parameters\nlet n: number = 41;\n');
  expect(lastValue(first.cells)).toBe('42');
  const plain = await papermill({ cells: ['1 + 1'] });
  expect(plain).toMatchObject({ status: 0 });
  expect(lastValue(plain.cells)).toBe('2');
});

it('lets a parameter replace a constant of the parameters cell', async () => {
  const run = {
    defaults: `const seed = 1;\nconst name: string = 'none';`,
    cells: ['[name, seed].join(` `)'],
  };
  expect(lastValue((await papermill(run, '-p', 'seed', '7')).cells)).toBe(`'none 7'`);
});

it('ends with the error of the cell that fails, and keeps what ran', async () => {
  const failed = await papermill({ cells: ['n', 'throw new RangeError(`n = ` + n);', '0'] }, '-p', 'n', '3');
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('RangeError: n = 3');
  const [told, , value, thrown, behind] = failed.cells;
  expect(textOf(told?.source ?? '')).toContain('An Exception was encountered');
  expect(lastValue([value as NotebookCell])).toBe('3');
  expect(JSON.stringify([thrown, behind])).toContain('RangeError');
});

it.each([
  ['class', '1', "its name must be one of TypeScript's, got class"],
  ['learning-rate', '1', "its name must be one of TypeScript's, got learning-rate"],
  ['seed', '18446744073709551615', 'must lie within ±9007199254740991, got 18446744073709551615'],
])('refuses the parameter %s = %s with the rule', async (name, value, rule) => {
  const refused = await papermill({ cells: ['1'] }, '-p', name, value);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(rule);
});

it('names the parameters of a notebook, and warns of one that it does not have', async () => {
  const defaults = `let rate: number = 0.1; // the step size\nlet data = 'https://example.org/a'; // an address\nlet n = 3;`;
  const { stdout } = await papermill({ defaults, cells: [] }, '--help-notebook');
  expect(stdout).toContain('rate: number (default 0.1)');
  expect(stdout).toMatch(/data: Unknown type \(default 'https:\/\/example.org\/a'\)\s+an address/);
  expect(stdout).toContain('n: Unknown type (default 3)');
  const unknown = await papermill({ defaults, cells: ['n'] }, '-p', 'nn', '4');
  expect(unknown).toMatchObject({ status: 0, stderr: expect.stringContaining('unknown parameter: nn') });
});

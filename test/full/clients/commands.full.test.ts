import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inProject } from '#setup/project-paths.mjs';
import { type Notebook, type Output, textOf } from '../../../wire/notebook';
import { notebookOf } from '../../browser/notebook-file.mjs';
import { runClient, userFolder } from './run-client';

const book = (...sources: string[]) => JSON.stringify(notebookOf(sources.map((source) => ({ source }))));
const read = (...parts: string[]): Notebook => JSON.parse(readFileSync(path.join(...parts), 'utf8'));

/** What a cell has printed, and its value. */
const shown = (outputs: Output[] = []): string[] =>
  outputs.flatMap((output) => {
    if (output.output_type === 'stream') return [textOf(output.text)];
    return 'data' in output ? [textOf(output.data['text/plain'] as string)] : [];
  });

it('nbconvert runs a notebook and writes it as a notebook and as a page', async () => {
  const folder = userFolder({
    'book.ipynb': book(`const name = 'Łukasz';\nname`, 'console.log(`<`.concat(name, `>`))'),
  });
  const convert = ['jupyter', 'nbconvert', '--execute', '--to'];
  const toNotebook = await runClient([...convert, 'notebook', '--output', 'run.ipynb', 'book.ipynb'], folder);
  expect(toNotebook).toMatchObject({ status: 0 });
  const run = read(folder, 'run.ipynb');
  expect(run.cells.map((cell) => shown(cell.outputs))).toEqual([[`'Łukasz'`], ['<Łukasz>\n']]);
  expect(run.cells.map((cell) => cell.execution_count)).toEqual([1, 2]);
  expect(run.metadata.language_info).toMatchObject({ name: 'typescript', file_extension: '.ts' });
  expect(await runClient([...convert, 'html', 'book.ipynb'], folder)).toMatchObject({ status: 0 });
  const page = readFileSync(path.join(folder, 'book.html'), 'utf8');
  expect(page).toContain('&lt;Łukasz&gt;');
  expect(page).toMatch(/<span class="kd">const<\/span>/); // coloured by the lexer that the kernel names
});

it('nbconvert ends with the error of the cell that fails, and goes on where errors are allowed', async () => {
  const folder = userFolder({ 'book.ipynb': book(`throw new RangeError('too far');`, '1 + 1') });
  const convert = [
    'jupyter',
    'nbconvert',
    '--execute',
    '--to',
    'notebook',
    '--output',
    'run.ipynb',
    'book.ipynb',
  ];
  const failed = await runClient(convert, folder);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('RangeError: too far');
  expect(await runClient([...convert, '--allow-errors'], folder)).toMatchObject({ status: 0 });
  const [first, second] = read(folder, 'run.ipynb').cells;
  expect(first?.outputs).toMatchObject([{ output_type: 'error', ename: 'RangeError', evalue: 'too far' }]);
  expect(shown(second?.outputs)).toEqual(['2']);
});

it('nbconvert writes the lecture as a script of TypeScript', async () => {
  const notebook = inProject('notebooks', 'pl', '01-bayesowskie-sieci-neuronowe.ipynb');
  const folder = userFolder({ 'lecture.ipynb': readFileSync(notebook, 'utf8') });
  // The format is named by the kernel's language, the file's ending by the notebook's metadata.
  expect(await runClient(['jupyter', 'nbconvert', '--to', 'script', 'lecture.ipynb'], folder)).toMatchObject({
    status: 0,
  });
  const script = readFileSync(path.join(folder, 'lecture.ts'), 'utf8');
  for (const cell of read(notebook).cells.filter(({ cell_type }) => cell_type === 'code'))
    expect(script).toContain(textOf(cell.source).trim());
});

it('jupyter execute keeps what a notebook printed in it', async () => {
  const folder = userFolder({ 'book.ipynb': book('let n = 20;', 'n += 1;\nn * 2') });
  expect(await runClient(['jupyter', 'execute', '--inplace', 'book.ipynb'], folder)).toMatchObject({
    status: 0,
  });
  expect(read(folder, 'book.ipynb').cells.map((cell) => shown(cell.outputs))).toEqual([[], ['42']]);
});

it('jupyter run prints what a script prints and its value, and fails with its error', async () => {
  const folder = userFolder({
    'fine.ts': `import { hostname } from 'node:os';\nconst half: number = 0.5;\nconsole.log(\`ż \${typeof hostname()}\`);\nawait Promise.resolve(half * 2)\n`,
    'wrong.ts': `console.log('before');\nconst n: number = 'text';\n`,
    'throws.ts': `console.log('before');\nthrow new RangeError('too far');\n`,
  });
  const run = (file: string) => runClient(['jupyter', 'run', '--kernel=bayes-tslab', file], folder);
  const [fine, wrong, throws] = [await run('fine.ts'), await run('wrong.ts'), await run('throws.ts')];
  expect(fine).toMatchObject({ status: 0, stdout: 'ż string\n1' });
  expect(wrong.status).not.toBe(0);
  expect(wrong.stdout).toBe('');
  expect(wrong.stderr).toContain('line 2, column 7');
  expect(throws.status).not.toBe(0);
  expect(throws.stdout).toBe('before\n');
  expect(throws.stderr).toContain('RangeError');
});

it.each(['notebooks', 'solutions'])(
  'jupytext writes %s as a script and back without a change',
  async (kind) => {
    const notebook = inProject(kind, 'pl', '01-bayesowskie-sieci-neuronowe.ipynb');
    const folder = userFolder({ 'lecture.ipynb': readFileSync(notebook, 'utf8') });
    const all = ['--opt', 'notebook_metadata_filter=all', '--opt', 'cell_metadata_filter=all'];
    const toScript = ['jupytext', '--to', 'ts:percent', ...all, 'lecture.ipynb'];
    expect(await runClient(toScript, folder)).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(folder, 'lecture.ts'), 'utf8')).toContain('// %%');
    const back = ['jupytext', '--to', 'ipynb', '--output', 'back.ipynb', 'lecture.ts'];
    expect(await runClient(back, folder)).toMatchObject({ status: 0 });
    const [before, after] = [read(notebook), read(folder, 'back.ipynb')];
    const told = ({ cells }: Notebook) =>
      cells.map(({ cell_type, source, metadata }) => ({ cell_type, source: textOf(source), metadata }));
    expect(told(after)).toEqual(told(before));
    const { jupytext, ...metadata } = after.metadata;
    expect(metadata).toEqual(before.metadata);
    expect(jupytext).toBeDefined(); // what it adds: how to write the script
  },
);

it('jupytext runs the script that it has made', async () => {
  const script = `// %%\nconst answer: number = 6 * 7;\n\n// %% [markdown]\n// Text\n\n// %%\nanswer\n`;
  const folder = userFolder({ 'script.ts': script });
  const run = ['jupytext', '--to', 'ipynb', '--set-kernel', 'bayes-tslab', '--execute', 'script.ts'];
  expect(await runClient(run, folder)).toMatchObject({ status: 0 });
  const code = read(folder, 'script.ipynb').cells.filter(({ cell_type }) => cell_type === 'code');
  expect(code.map((cell) => shown(cell.outputs))).toEqual([[], ['42']]);
});

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatNotebook, type Notebook, parseNotebook } from '../wire/notebook';
import { CellFailure, executeNotebook } from './execute-notebook';
import { ExecuteProgress } from './execute-progress';

const help = `npm run execute -- FILE.ipynb [--out FILE] [--quiet]

Runs a notebook in the TypeScript kernel, cell by cell, without JupyterLab or Python.
The notebook itself is not changed.

  --out FILE   write the executed notebook there; after a failing cell, as far as it got
  --quiet      do not show what the cells print
  --help       show this

Exit status: 0 all cells ran; 1 a cell failed (its number is named); 2 the notebook cannot be run;
130 interrupted with Ctrl+C (once interrupts the cell, twice ends the kernel).`;

interface Usage {
  file: string;
  out: string | undefined;
  quiet: boolean;
}

/** A mistake in how the command was called; its message is for the user. */
function parseUsage(argv: string[]): Usage | 'help' {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new RangeError(`one notebook must be given, got ${positionals.length}`);
  }
  return { file, out: values.out, quiet: values.quiet };
}

function readNotebook(file: string): Notebook {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const known: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'it may not be read',
    };
    throw new Error(known[code ?? ''] ?? message);
  }
  const notebook = parseNotebook(text);
  const kernel = notebook.metadata?.kernelspec;
  const isTypeScript = kernel?.language === 'typescript' || /tslab/.test(kernel?.name ?? 'tslab');
  if (!isTypeScript) {
    throw new RangeError(
      `it is written for the kernel "${kernel?.name}", and only TypeScript notebooks can be run here; for others use: jupyter nbconvert --execute`,
    );
  }
  return notebook;
}

/** Writes beside the target first, so that a full disk leaves the old file whole. */
function writeNotebook(file: string, notebook: Notebook): void {
  const partial = `${file}.partial`;
  writeFileSync(partial, formatNotebook(notebook));
  renameSync(partial, file);
}

function checkOut(out: string | undefined): void {
  if (out === undefined) return;
  const folder = path.dirname(path.resolve(out));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new RangeError(`--out must lie in an existing folder, got ${out}; run: mkdir -p ${folder}`);
  }
}

/**
 * The command `npm run execute`.
 *
 * @param argv arguments after the command's name
 * @returns the exit status
 */
export async function run(argv: string[]): Promise<number> {
  let usage: Usage | 'help';
  try {
    usage = parseUsage(argv);
  } catch (error) {
    console.error(`Cannot execute: ${(error as Error).message}\nFor help run: npm run execute -- --help`);
    return 2;
  }
  if (usage === 'help') {
    console.log(help);
    return 0;
  }
  const { file, out, quiet } = usage;
  let notebook: Notebook;
  try {
    notebook = readNotebook(file);
    checkOut(out);
  } catch (error) {
    console.error(`Cannot execute ${file}: ${(error as Error).message}`);
    return 2;
  }
  return execute(notebook, { file, out, quiet });
}

async function execute(notebook: Notebook, { file, out, quiet }: Usage): Promise<number> {
  const progress = new ExecuteProgress(process.stdout, !quiet);
  const started = performance.now();
  const abort = new AbortController();
  const endWatch = onInterrupt(abort);
  progress.say('starting the kernel');
  try {
    const executed = await executeNotebook(notebook, {
      cwd: path.dirname(path.resolve(file)),
      onCell: (cell) => progress.onCell(cell),
      onOutput: (message) => progress.onOutput(message),
      signal: abort.signal,
    });
    progress.stop();
    if (out !== undefined) writeNotebook(out, executed);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${file}: all cells ran, ${seconds} s in all${out === undefined ? '' : `; written to ${out}`}`,
    );
    return 0;
  } catch (error) {
    progress.stop();
    return report(error as Error, file, out, abort.signal.aborted);
  } finally {
    endWatch();
  }
}

function report(error: Error, file: string, out: string | undefined, interrupted: boolean): number {
  if (!(error instanceof CellFailure)) {
    console.error(interrupted ? 'Interrupted.' : `Cannot execute ${file}: ${error.message}`);
    return interrupted ? 130 : 2;
  }
  if (error.traceback.length > 0) console.error(`${error.traceback.join('\n')}\n`);
  console.error(`${file}: ${error.message}`);
  if (out !== undefined) {
    writeNotebook(out, error.notebook);
    console.error(`As far as it got, it was written to ${out}`);
  }
  return interrupted ? 130 : 1;
}

/** The first Ctrl+C interrupts, the second ends this process, which takes the kernel with it. */
function onInterrupt(abort: AbortController): () => void {
  const onSignal = (): void => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  const onTerminate = (): void => process.exit(143);
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onTerminate);
  process.on('SIGHUP', onTerminate);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onTerminate);
    process.off('SIGHUP', onTerminate);
  };
}

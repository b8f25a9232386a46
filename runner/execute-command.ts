import { accessSync, constants, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/execute.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { say, warn } from '#setup/programs/say.mjs';
import { formatNotebook, type Notebook, parseNotebook } from '../wire/notebook';
import { CellFailure, executeNotebook } from './execute-notebook';
import { ExecuteProgress } from './execute-progress';

type Options = Given<typeof command>;

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
    throw new UsageError(`--out must lie in an existing folder, got ${out}; run: mkdir -p ${folder}`);
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(
      `--out must lie in a folder that you can write, got ${out} in ${folder}; try: --out ~/${path.basename(out)}`,
    );
  }
}

/**
 * The command `npm run execute`.
 *
 * @param options as they were read
 * @returns the exit status
 * @throws {UsageError} where `--out` lies in no folder, or in one that cannot be written
 */
export async function run(options: Options): Promise<number> {
  const { file, out } = options;
  let notebook: Notebook;
  try {
    notebook = readNotebook(file);
  } catch (error) {
    warn(`Cannot execute ${file}: ${(error as Error).message}`);
    return 2;
  }
  checkOut(out);
  return execute(notebook, options);
}

async function execute(notebook: Notebook, { file, out, quiet }: Options): Promise<number> {
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
    say(`${file}: all cells ran, ${seconds} s in all${out === undefined ? '' : `; written to ${out}`}`);
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
    warn(interrupted ? 'Interrupted.' : `Cannot execute ${file}: ${error.message}`);
    return interrupted ? 130 : 2;
  }
  if (error.traceback.length > 0) warn(`${error.traceback.join('\n')}\n`);
  warn(`${file}: ${error.message}`);
  if (out !== undefined) {
    writeNotebook(out, error.notebook);
    warn(`As far as it got, it was written to ${out}`);
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

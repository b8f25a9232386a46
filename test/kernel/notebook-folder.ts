import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KernelClient } from '../../runner/kernel-client';
import { printed, runCell } from './run-cell';

/** A folder of a student's outside the project, with a kernel whose notebook lies in it. */
export class NotebookFolder {
  /** Absolute path. */
  readonly path: string;
  readonly kernel: KernelClient;

  constructor(folder: string, kernel: KernelClient) {
    this.path = folder;
    this.kernel = kernel;
  }

  static async start(): Promise<NotebookFolder> {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bayes-notebook-')));
    return new NotebookFolder(folder, await KernelClient.start({ cwd: folder }));
  }

  /** Writes a file, with the folders above it. */
  write(name: string, content: string): void {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Deletes a file or folder. */
  remove(name: string): void {
    rmSync(path.join(this.path, name), { recursive: true });
  }

  /** Installs a package as npm would. */
  install(name: string, fields: object, files: Record<string, string>): void {
    for (const [file, content] of Object.entries(files)) this.write(`node_modules/${name}/${file}`, content);
    this.write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', ...fields }));
  }

  /**
   * Runs a cell.
   *
   * @returns what it printed on both streams, or the error's name and message
   */
  async run(code: string): Promise<string> {
    const run = await runCell(this.kernel, code);
    if (run.reply.status !== 'ok') return `${run.reply.ename}: ${run.reply.evalue}`;
    return (printed(run) + printed(run, 'stderr')).trim();
  }

  async end(): Promise<void> {
    await this.kernel.shutdown();
    rmSync(this.path, { recursive: true });
  }
}

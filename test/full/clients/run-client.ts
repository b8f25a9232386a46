import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inject } from 'vitest';
import { inProject } from '#setup/project-paths.mjs';

/** How a client's program has ended. */
export interface ClientRun {
  status: number | null;
  stdout: string;
  /** Without colours. */
  stderr: string;
}

/** What became of the tests of a Python script, by their names; see outcomes.py. */
export interface Outcomes {
  passed: string[];
  failed: Record<string, string[]>;
  skipped: Record<string, string>;
}

/** A new folder in the user's home, with these files in it. */
export function userFolder(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(path.join(inject('clients').HOME as string, 'work '));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Types a command as the user would, in a folder of theirs. */
export function runClient([program = '', ...argv]: string[], cwd = userFolder()): Promise<ClientRun> {
  const child = spawn(program, argv, { cwd, env: inject('clients'), stdio: ['ignore', 'pipe', 'pipe'] });
  const run: ClientRun = { status: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (run.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (run.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...run, stderr: stripVTControlCharacters(run.stderr), status }));
  });
}

/**
 * Runs a Python script of this folder that ends with `outcomes.run(...)`.
 *
 * @throws {Error} where it ends otherwise
 */
export async function runTests(script: string): Promise<Outcomes> {
  const { stdout, stderr } = await runClient(['python', inProject('test', 'full', 'clients', script)]);
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) as string);
  } catch {
    throw new Error(`${script} did not say what became of its tests:\n${stdout}\n${stderr}`);
  }
}

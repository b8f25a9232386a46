import { createInterface } from 'node:readline/promises';
import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/notebooks.mjs';
import { root as projectRoot } from '#setup/project-paths.mjs';
import { ExecuteProgress } from '../runner/execute-progress';
import { checkNotebooks } from './check-notebooks';
import { executeSolutions } from './execute-solutions';
import { writeNotebooks } from './write-notebooks';

/**
 * The command `npm run notebooks`.
 *
 * @param options as they were read
 * @param root folder of the project
 * @returns the exit status
 */
export async function run(options: Given<typeof command>, root = projectRoot): Promise<number> {
  try {
    if (options.check) return check(root);
    const written = await write(root, options.yes);
    if (options.execute) await execute(root);
    return written;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

function check(root: string): number {
  const complaints = checkNotebooks(root);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length === 0) {
    console.log('The notebooks are in step with their sources.');
    return 0;
  }
  console.error('Mend it: npm run notebooks -- --execute');
  return 1;
}

async function write(root: string, yes: boolean): Promise<number> {
  const results = await writeNotebooks(root, async (path) => yes || ask(path));
  for (const { path, action, backup } of results) {
    console.log(`${path}: ${action}${backup ? `; your copy is now ${backup}` : ''}`);
  }
  const kept = results.filter(({ action }) => action === 'kept');
  if (kept.length === 0) return 0;
  console.error(`Left as edited: ${kept.map(({ path }) => path).join(', ')}`);
  console.error('To replace them, each with a backup beside it, run: npm run notebooks -- --yes');
  return 1;
}

/** Asks on a terminal; without one nobody can answer, so the answer is no. */
async function ask(path: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${path} has been edited. Back it up and write it anew? [y/N] `);
    return /^(y|yes|t|tak)$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

async function execute(root: string): Promise<void> {
  const progress = new ExecuteProgress(process.stdout, false);
  const started = performance.now();
  try {
    await executeSolutions(root, {
      onNotebook: (path) => {
        progress.stop();
        console.log(path);
        progress.say('starting the kernel');
      },
      onCell: (cell) => progress.onCell(cell),
    });
  } finally {
    progress.stop();
  }
  console.log(`All outputs renewed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ExecuteProgress } from '../runner/execute-progress';
import { checkNotebooks } from './check-notebooks';
import { executeSolutions } from './execute-solutions';
import { lectureFolder } from './lectures';
import { writeNotebooks } from './write-notebooks';

const HELP = `npm run notebooks [-- --execute | --check] [--yes]

Writes notebooks/ and solutions/ from their one source, the lectures in lecture/.
Solved notebooks keep their outputs where the code is unchanged.

  --execute   also runs the solved notebooks in the TypeScript kernel and stores outputs and pictures (needs Chromium)
  --check     writes nothing; says what differs in source, tags or metadata, and what a solved notebook lacks
  --yes       replaces edited notebooks in notebooks/ without asking; each is backed up beside itself first
  --help      shows this

Exit status: 0 done, or all in step; 1 something differs, a cell failed or an edited notebook was left as it is;
2 wrong usage.`;

/** The folder that holds the lectures, from this file upwards: the project's root, for sources and for dist/. */
function projectRoot(folder = __dirname): string {
  return existsSync(join(folder, lectureFolder)) ? folder : projectRoot(dirname(folder));
}

/**
 * The command `npm run notebooks`.
 *
 * @param argv arguments after the command's name
 * @param root folder of the project
 * @returns the exit status
 */
export async function run(argv: string[], root = projectRoot()): Promise<number> {
  let values: { execute?: boolean; check?: boolean; yes?: boolean; help?: boolean };
  try {
    const flag = { type: 'boolean' } as const;
    values = parseArgs({ args: argv, options: { execute: flag, check: flag, yes: flag, help: flag } }).values;
    if (values.check && values.execute) throw new RangeError('--check and --execute exclude each other');
  } catch (error) {
    console.error(
      `Cannot write notebooks: ${(error as Error).message}\nFor help run: npm run notebooks -- --help`,
    );
    return 2;
  }
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  try {
    if (values.check) return check(root);
    const written = await write(root, values.yes ?? false);
    if (values.execute) await execute(root);
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
    console.log('The four notebooks are in step with their source.');
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

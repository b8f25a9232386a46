import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { outOfDate, writeExercises } from './write-exercises';

const HELP = `Usage: npm run exercises [-- --check]

Writes what is generated from the folders of exercises/ and from lecture/: the catalogue of the exercises and lectures,
the list of the markings, and each exercise's public checks.

  --check   writes nothing; names what is out of date

Exit status: 0 done, or all up to date; 1 something is out of date or cannot be listed; 2 wrong usage.`;

const projectRoot = (folder = __dirname): string =>
  existsSync(join(folder, 'package.json')) ? folder : projectRoot(dirname(folder));

export async function run(argv: string[], root = projectRoot()): Promise<number> {
  let values: { check?: boolean; help?: boolean };
  try {
    values = parseArgs({
      args: argv,
      options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    console.error(`exercises: ${(error as Error).message}. See: npm run exercises -- --help`);
    return 2;
  }
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const changed = values.check ? await outOfDate(root) : await writeExercises(root);
  for (const path of changed) console.log(`${path}: ${values.check ? 'is out of date' : 'written'}`);
  if (changed.length === 0) console.log('What is generated from the exercises is up to date.');
  if (values.check && changed.length > 0) console.error('Mend it: npm run exercises');
  return values.check && changed.length > 0 ? 1 : 0;
}

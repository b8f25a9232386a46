import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeStudentEdition } from './student-edition';

const HELP = `Usage: npm run student-edition -- DIR

Writes the package for students into the new or empty folder DIR: without solutions, hidden checks and the tests
that need them. npm start, npm test and the self-checks work in it.`;

/** @returns 0, or 2 for wrong usage. */
export async function run(argv: string[]): Promise<number> {
  const [folder, ...rest] = argv;
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
    console.error(
      `Cannot write the student edition: name one folder, got ${argv.join(' ') || 'none'}. ${HELP.split('\n')[0]}`,
    );
    return 2;
  }
  try {
    const files = writeStudentEdition(projectRoot(), resolve(folder));
    console.log(`${files} files in ${folder}. Try it: cd ${folder} && npm start`);
    return 0;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    return 2;
  }
}

const projectRoot = (folder = __dirname): string =>
  existsSync(join(folder, 'package.json')) ? folder : projectRoot(dirname(folder));

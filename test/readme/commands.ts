/** How a command of the READMEs is run by a test. */
export type Run =
  /** By `commands.full.test.mts`, just as it stands or with more behind it, and with the exit code that it ends with. */
  | { more?: string; exitCode?: number }
  /** By another file, which says so in these words. */
  | { file: string; words: string };

const start = 'test/setup/start.full.test.mts';

/** Every command of both READMEs, in the order in which they are run. */
export const commands: Record<string, Run> = {
  'npm start': { file: 'test/browser/lecture-server.mts', words: "'start', '--no-browser', '--lang', 'en'" },
  'npm start -- --lang en': { file: start, words: "start('--lang', 'en')" },
  'npm start -- --lecture 2': { file: start, words: "start('--lecture', '2')" },
  'npm start -- --solved': { file: start, words: "start('--lang', 'pl', '--solved')" },
  'npm start -- --no-browser --port 8890': { file: start, words: "start('--port', String(port))" },
  'npm run setup -- --shared': {
    file: 'test/setup/shared/shared-installation.full.test.mts',
    words: "['setup', '--shared']",
  },
  'npm test': { file: '.ci/run', words: '\nnpm test\n' },
  'npm test -- test/lib': { file: '.ci/run', words: '\nnpm test\n' },
  'npm install PACKAGE': { file: 'test/readme/symptoms.ts', words: 'as `npm install PACKAGE` does' },
  'npm run build': {},
  'npm run doctor': {},
  'npm run native': {},
  'npm run kernel -- install': {},
  'npm run execute': { exitCode: 2 }, // says which file it needs
  'npm run execute -- notebooks/en/01-bayesian-neural-networks.ipynb': {},
  'npm run execute -- notebooks/pl/01-bayesowskie-sieci-neuronowe.ipynb': {},
  'npm run grade -- notebooks/en/01-bayesian-neural-networks.ipynb': {},
  'npm run grade -- notebooks/pl/01-bayesowskie-sieci-neuronowe.ipynb': {},
  'npm run grade -- downloads/class.zip --out grades': {},
  'npm run test:exercises': { exitCode: 1 }, // the student's notebooks are not solved yet
  'npm run student-edition -- ../for-students': {},
  'npm run site': { file: 'test/generator/site/build-site.full.test.mts', words: "'site', '--out', site" },
  'npm run docs': {},
  'npm run bench': { more: ' -- --only predictions --no-peers' },
  'npm run notebooks': {},
  'npm run notebooks -- --execute': {},
  'npm run notebooks -- --check': {},
};

import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Language } from '../../lib/language';
import { KernelClient } from '../../runner/kernel-client';
import { notebook } from '../answers/notebook';
import { changeNotebook } from '../generator/project-copy';
import { firstMessage, printed, runCell } from '../kernel/run-cell';

/** One row of the READMEs' tables of what may go wrong. */
export interface Symptom {
  /** What the user sees, as the README of each language quotes it. */
  says: Record<Language, string>;
  /** Brings it about in a copy of the project that is set up, and returns all that was printed. */
  produce: (copy: string) => string | Promise<string>;
}

/** Commands and errors speak English; only the notebook's own sentences and figures follow `setLanguage`. */
const inBoth = (sentence: string): Symptom['says'] => ({ pl: sentence, en: sentence });

/** Runs a command of the project as `npm run` does, with a few variables changed, and returns what it printed. */
function bayes(
  copy: string,
  argv: string[],
  env: NodeJS.ProcessEnv = {},
  nodeOptions: string[] = [],
): string {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, join(copy, 'bin/bayes.mjs'), ...argv],
    {
      cwd: copy,
      env: { ...Object.fromEntries(inherited), ...env },
      encoding: 'utf8',
      timeout: 300_000, // only ends what hangs, which vitest cannot while this waits
    },
  );
  return stdout + stderr;
}

/** A new folder that is removed with the copy. */
const beside = (copy: string, name: string): string => mkdtempSync(join(dirname(copy), name));

/** The option that makes Node run this code first: another machine than this one. */
function preload(copy: string, code: string): string[] {
  const file = join(beside(copy, 'preload-'), 'preload.cjs');
  writeFileSync(file, code);
  return ['--require', file];
}

/** Runs cells in a new kernel of the project and returns their output and errors. */
async function cells(...sources: string[]): Promise<string> {
  const kernel = await KernelClient.start({ cwd: tmpdir() });
  try {
    let said = '';
    for (const source of sources) {
      const run = await runCell(kernel, source);
      said += `${printed(run)}${run.reply.ename ?? ''}: ${run.reply.evalue ?? ''}\n`;
    }
    return said;
  } finally {
    await kernel.shutdown();
  }
}

/** What a program that starts TensorFlow.js prints. */
const ready = (copy: string, env: NodeJS.ProcessEnv, ...options: string[]): string =>
  spawnSync(process.execPath, [...options, '-e', "require('bayes-notebooks').tf.ready()"], {
    cwd: copy,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  }).stderr;

const unanswered = (language: Language): string =>
  `import { answered, setLanguage } from 'bayes-notebooks';
   setLanguage('${language}');
   answered('exercise-1', undefined);`;

/** In the order of the tables. Each is brought about for real, and leaves the copy as it was. */
export const symptoms: Symptom[] = [
  {
    says: inBoth('Node 20.19 or later is needed'),
    produce: (copy) => {
      const versions = "{ ...process.versions, node: '18.20.8' }";
      const old = preload(copy, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
      return bayes(copy, ['start'], {}, old);
    },
  },
  {
    says: inBoth('Cannot install the npm packages:'),
    produce: (copy) => {
      const aside = `${copy} packages`;
      renameSync(join(copy, 'node_modules'), aside);
      try {
        return bayes(copy, ['setup'], {
          npm_config_registry: 'http://127.0.0.1:1',
          XDG_CACHE_HOME: beside(copy, 'cache-'),
          npm_config_fetch_retries: '0',
        });
      } finally {
        rmSync(join(copy, 'node_modules'), { recursive: true, force: true });
        renameSync(aside, join(copy, 'node_modules'));
      }
    },
  },
  {
    says: inBoth('there is no Python 3.9 or later'),
    produce: (copy) => {
      rmSync(join(copy, '.venv'), { recursive: true, force: true }); // which a set-up without npm packages has made
      return bayes(copy, ['start', '--no-browser', '--no-native'], { PATH: '' });
    },
  },
  {
    says: inBoth('Cannot start the TypeScript kernel:'),
    produce: (copy) => {
      renameSync(join(copy, 'dist'), join(copy, 'dist aside'));
      const launch = [join(copy, 'jupyter/kernels/bayes-tslab/launch.js'), 'connection.json'];
      const { stderr } = spawnSync(process.execPath, launch, { encoding: 'utf8' });
      renameSync(join(copy, 'dist aside'), join(copy, 'dist'));
      return stderr;
    },
  },
  {
    says: inBoth('Cannot import "bayes-notebooks":'),
    produce: (copy) => {
      rmSync(join(copy, 'node_modules/bayes-notebooks')); // as `npm install PACKAGE` does
      const cell = "import { tf } from 'bayes-notebooks';";
      const run = `const { KernelClient } = require('./dist/runner/kernel-client.js');
        KernelClient.start({ cwd: process.cwd() }).then(async (kernel) => {
          console.log((await kernel.execute(${JSON.stringify(cell)})).evalue);
          await kernel.shutdown();
        });`;
      const { stdout } = spawnSync(process.execPath, ['-e', run], { cwd: copy, encoding: 'utf8' });
      return stdout + bayes(copy, ['build']);
    },
  },
  {
    says: inBoth('Cannot run a TensorFlow.js operation yet'),
    produce: () => cells("import { tf } from 'bayes-notebooks';\ntf.add(1, 2).print();"),
  },
  {
    says: {
      pl: 'Ta komórka czeka na rozwiązanie zadania 1',
      en: 'This cell waits for exercise 1',
    },
    produce: () => cells(unanswered('pl'), unanswered('en')),
  },
  {
    says: inBoth('TypeScriptError: line'),
    produce: () => cells("const units: number = '3';"),
  },
  {
    says: inBoth('the cell was interrupted'),
    produce: async () => {
      const kernel = await KernelClient.start({ cwd: tmpdir() });
      try {
        const started = firstMessage('stream');
        const loop = "console.log('started'); while (true) {}";
        const run = runCell(kernel, loop, { onMessage: started.onMessage });
        await started.seen;
        kernel.interrupt();
        return String((await run).reply.evalue);
      } finally {
        await kernel.shutdown();
      }
    },
  },
  {
    says: inBoth('it has no weights yet'),
    produce: () =>
      cells(
        "import { BayesLinear, tf } from 'bayes-notebooks';\nawait tf.ready();\nnew BayesLinear({ units: 3 }).klLoss();",
      ),
  },
  {
    says: inBoth('Cannot start the backend tensorflow that BAYES_BACKEND asks for'),
    produce: (copy) => ready(copy, { BAYES_BACKEND: 'tensorflow' }, '--no-addons'),
  },
  {
    says: { pl: 'nie ma funkcji klLoss', en: 'there is no function klLoss' },
    produce: (copy) => {
      const file = join(copy, 'mine.ipynb');
      writeFileSync(file, notebook(['const klDivergence = 1;']));
      const graded = (lang: string) => bayes(copy, ['grade', file, '--lang', lang, '--without-sandbox']);
      return graded('pl') + graded('en');
    },
  },
  {
    says: inBoth('bubblewrap does not work here'),
    produce: (copy) => {
      const folder = beside(copy, 'forbidden-');
      const forbidden =
        "[ $1 = --help ] || { echo 'bwrap: No permissions to create new namespace' >&2; exit 1; }";
      writeFileSync(join(folder, 'bwrap'), `#!/bin/sh\n${forbidden}\n`, { mode: 0o755 });
      const path = [folder, process.env.PATH].join(delimiter);
      return bayes(copy, ['grade', 'notebooks/en', '--require-sandbox'], { PATH: path });
    },
  },
  {
    says: inBoth("Cannot grade other people's work"),
    produce: (copy) => {
      const folder = beside(copy, 'unprotected-');
      for (const program of ['bwrap', 'setpriv'])
        writeFileSync(join(folder, program), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      const path = [folder, process.env.PATH].join(delimiter);
      const file = join(copy, 'ada.ipynb');
      writeFileSync(file, notebook(['const klDivergence = 1;']));
      return bayes(copy, ['grade', file], { PATH: path });
    },
  },
  {
    says: inBoth('has another source'),
    produce: (copy) => {
      const path = 'solutions/en/01-bayesian-neural-networks.ipynb';
      changeNotebook(copy, path, ({ cells }) => {
        cells[0]!.source = 'changed';
      });
      return bayes(copy, ['notebooks', '--check']) + bayes(copy, ['notebooks']);
    },
  },
];

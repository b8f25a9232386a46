import { existsSync } from 'node:fs';
import { jupyterLog } from '../jupyter/environment.mjs';
import { lectureNotebook } from '../jupyter/lecture-notebook.mjs';
import { JupyterServer } from '../jupyter/server.mjs';
import { LANGUAGES, systemLanguage } from '../language.mjs';
import { onPath } from '../programs/on-path.mjs';
import { showProgress } from '../programs/progress.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject } from '../project-paths.mjs';
import { keepTimes } from '../steps/kept-times.mjs';
import { environmentPython, pythonEnvironment } from '../steps/python-environment.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { readOptions, UsageProblem } from './options.mjs';

const HELP = `Usage: npm start [-- OPTIONS]

Sets up what is missing, then opens JupyterLab on the lecture. Ctrl+C stops it.
  --no-browser   print the address, open no browser
  --port N       listen on port N (default 8888); a port that is taken moves on to a free one
  --lang pl|en   the lecture's language (default: the system's, else pl)
  --solved       the solved lecture instead of the student's
  --no-native    do not set up native TensorFlow`;

/** @typedef {{ lang: import('../language.mjs').Language, port?: number, browser: boolean, solved: boolean, native: boolean }} StartOptions */

/**
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} environment
 * @returns {StartOptions | 'help'}
 * @throws {UsageProblem} where an option is unknown or its value is none of those allowed
 */
export function readStartOptions(argv, environment) {
  const options = readOptions('start', argv, {
    'no-browser': { type: 'boolean' },
    port: { type: 'string' },
    lang: { type: 'string' },
    solved: { type: 'boolean' },
    'no-native': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help) return 'help';
  const lang = LANGUAGES.find((language) => language === (options.lang ?? systemLanguage(environment)));
  if (!lang) throw new UsageProblem(`start: --lang must be pl or en, got ${options.lang}`);
  const port = options.port === undefined ? undefined : Number(options.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    throw new UsageProblem(`start: --port must be an integer from 1 to 65535, got ${options.port}`);
  }
  return {
    lang,
    port,
    browser: !options['no-browser'],
    solved: Boolean(options.solved),
    native: !options['no-native'],
  };
}

/** @param {string[]} argv */
export async function run(argv) {
  const options = readStartOptions(argv, process.env);
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  await setUpAll(options.native);
  const notebook = lectureNotebook(options.lang, options);
  if (!existsSync(inProject(notebook))) {
    throw new SetupProblem(`Cannot open the lecture: ${notebook} is missing`, { mend: 'npm run notebooks' });
  }
  const command = jupyterCommand();
  if (!command) {
    console.error(`The lecture runs without Python too: npm run execute -- ${notebook}`);
    return 1;
  }
  const server = new JupyterServer({ ...options, command, notebook });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (!server.stopping) console.log('\nStopping JupyterLab ...');
      server.stop();
    });
  }
  const began = performance.now();
  const starting = server.ready();
  await showProgress('starting JupyterLab', async () => {
    await starting;
    return undefined;
  });
  const address = await starting;
  if (!address) return 0; // stopped meanwhile
  keepTimes({ 'starting JupyterLab': performance.now() - began });
  if (options.port !== undefined && address.port !== options.port) {
    console.log(`Port ${options.port} is taken; JupyterLab listens on ${address.port}.`);
  }
  console.log(`
The lecture: ${notebook}

  ${address.url}

Ctrl+C stops it. JupyterLab's log: ${jupyterLog}
`);
  const code = await server.ended;
  if (!server.stopping) {
    throw new SetupProblem(`JupyterLab has ended by itself (exit code ${code})`, {
      mend: 'npm start',
      log: jupyterLog,
    });
  }
  console.log('JupyterLab has stopped.');
  return 0;
}

/**
 * Where all but JupyterLab could be set up, that is said, and another JupyterLab may do.
 * @param {boolean} native
 */
async function setUpAll(native) {
  try {
    await setUp(stepsFor({ native, commands: false }));
  } catch (error) {
    const others = stepsFor({ native, python: false, commands: false });
    if (!(error instanceof SetupProblem && others.every((step) => step.isDone()))) throw error;
    console.error(error.message);
  }
}

/** @returns {string[] | undefined} the project's own JupyterLab, else one that is on the PATH */
function jupyterCommand() {
  if (pythonEnvironment.isDone())
    return [environmentPython, inProject('setup', 'jupyter', 'jupyterlab-server.py')];
  const jupyter = onPath('jupyter-lab');
  if (jupyter) console.log(`Using the JupyterLab on the PATH instead: ${jupyter}`);
  return jupyter ? [jupyter] : undefined;
}

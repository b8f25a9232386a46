import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { canWriteProject } from '../access/can-write.mjs';
import { jupyterFolder } from '../access/users-folder.mjs';
import { jupyterLog } from '../jupyter/environment.mjs';
import { lectureNotebooks } from '../jupyter/lecture-notebook.mjs';
import { ownCopy } from '../jupyter/own-copy.mjs';
import { JupyterServer } from '../jupyter/server.mjs';
import { onPath } from '../programs/on-path.mjs';
import { showProgress } from '../programs/progress.mjs';
import { SetupProblem, withMend } from '../programs/setup-problem.mjs';
import { inProject, root } from '../project-paths.mjs';
import { keepTimes } from '../steps/kept-times.mjs';
import { environmentPython, pythonEnvironment } from '../steps/python-environment.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';
import { flag, ipAddress, language, mustBeOneOf, text, wholeNumber } from './options.mjs';

export const command = defineCommand({
  name: 'start',
  summary: 'open the lecture in JupyterLab',
  help: `Usage: npm start [-- OPTIONS]

Sets up what is missing, then opens JupyterLab on the lecture. Ctrl+C stops it.
Where the project belongs to someone else and cannot be written, it opens your own copy of the notebooks, which it makes
in ~/bayes-notebooks; a new edition takes the place of a copy in which nothing was written.
  --no-browser   print the address, open no browser
  --port N       listen on port N (default 8888); a port that is taken moves on to a free one
  --ip ADDRESS   listen there (default: for this computer alone); 0.0.0.0 in a container, whose ports are handed on
  --lang pl|en   the lecture's language (default: the system's, else pl)
  --lecture N    the lecture of that number (default 1)
  --solved       the solved lecture instead of the student's
  --no-native    do not set up native TensorFlow`,
  options: {
    'no-browser': flag,
    port: wholeNumber(1, 65535),
    ip: ipAddress,
    lang: language,
    lecture: text,
    solved: flag,
    'no-native': flag,
  },
  async run({ port, ip, ...options }) {
    const published = notebookOf(options);
    await setUpAll(!options['no-native']);
    const folder = canWriteProject() ? root : usersOwn(options);
    const notebook = folder === root ? published : notebookOf(options, folder);
    const path = folder === root ? notebook : join(folder, notebook);
    const command = jupyterCommand();
    if (!command) {
      console.error(`The lecture runs without Python too: npm run execute -- ${path}`);
      return 1;
    }
    const server = new JupyterServer({
      command,
      folder,
      notebook,
      port,
      ip,
      browser: !options['no-browser'],
    });
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
    if (port !== undefined && address.port !== port) {
      console.log(`Port ${port} is taken; JupyterLab listens on ${address.port}.`);
    }
    console.log(`
The lecture: ${path}

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
  },
});

/** @param {{ solved: boolean }} wanted @returns {string} the folder of the user's own notebooks */
function usersOwn(wanted) {
  try {
    mkdirSync(jupyterFolder(), { recursive: true });
    return ownCopy(wanted);
  } catch (error) {
    throw withMend(error, 'Cannot make your own copy of the notebooks', 'HOME=FOLDER npm start');
  }
}

/**
 * @param {{ lang: import('../language.mjs').Language, solved: boolean, lecture?: string }} options
 * @param {string} [folder] of the project, or of the user's own copy
 * @returns {string} the notebook's path below that folder
 */
function notebookOf({ lang, solved, lecture = '1' }, folder = root) {
  const notebooks = lectureNotebooks(lang, { solved, root: folder });
  if (notebooks.size === 0) {
    const wanted = `${solved ? 'solutions' : 'notebooks'}/${lang}/*.ipynb`;
    throw new SetupProblem(`Cannot open the lecture: ${wanted} is missing`, { mend: 'npm run notebooks' });
  }
  const number = mustBeOneOf([...notebooks.keys()].map(String), lecture, '--lecture');
  return /** @type {string} */ (notebooks.get(Number(number)));
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

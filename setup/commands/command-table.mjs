import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { UsageProblem } from './options.mjs';

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string} summary
 * @property {string} [source] of a compiled command; one whose source is not in the tree is not listed
 * @property {() => Promise<{ run: (argv: string[]) => Promise<number> | number }>} load
 */

/** @type {Command[]} */
const TABLE = [
  { name: 'start', summary: 'open the lecture in JupyterLab', load: () => import('./start.mjs') },
  { name: 'test', summary: 'run the test suite', load: () => import('./test.mjs') },
  {
    name: 'test:full',
    summary: 'run it with the browser and the set-up faults',
    load: () => import('./test-full.mjs'),
  },
  {
    name: 'test:exercises',
    summary: 'run the checks of the exercises on your notebooks',
    load: () => import('./test-exercises.mjs'),
  },
  { name: 'setup', summary: 'install and build what is missing', load: () => import('./setup.mjs') },
  { name: 'build', summary: 'compile the project into dist/', load: () => import('./build.mjs') },
  compiled('execute', 'run a notebook without JupyterLab or Python', 'runner/execute-command'),
  compiled('notebooks', 'write the notebooks from their one source', 'generator/notebooks-command'),
  compiled('grade', 'grade submissions', 'grader/grade-command'),
  compiled('student-edition', 'write the package for students', 'generator/student-edition-command'),
  compiled('bench', 'measure the speed', 'bench/bench-command'),
  {
    name: 'check',
    summary: 'check types, lint, format, docstrings and notebooks',
    load: () => import('./check.mjs'),
  },
  {
    name: 'doctor',
    summary: 'look at each part and say what mends it',
    load: () => import('./doctor.mjs'),
  },
  {
    name: 'native',
    summary: 'make TensorFlow.js run on native TensorFlow',
    load: () => import('./native.mjs'),
  },
  {
    name: 'kernel',
    summary: 'register the kernel for your own Jupyter (install, uninstall)',
    load: () => import('./kernel.mjs'),
  },
];

/**
 * @param {string[]} argv the command's name and its arguments
 * @returns {Promise<number>} exit code
 */
export async function runCommand([name, ...argv]) {
  const commands = TABLE.filter(({ source }) => !source || existsSync(inProject(source)));
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview(commands));
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    console.error(
      `Unknown command: ${name}. The commands are ${commands.map((known) => known.name).join(', ')}.`,
    );
    return 2;
  }
  try {
    return await (await command.load()).run(argv);
  } catch (error) {
    if (!(error instanceof SetupProblem || error instanceof UsageProblem)) throw error;
    console.error(error.message);
    return error instanceof UsageProblem ? 2 : 1;
  }
}

/** @param {Command[]} commands */
function overview(commands) {
  const lines = commands.map(({ name, summary }) => `  npm run ${name.padEnd(11)} ${summary}`);
  return [
    'Usage: npm run COMMAND [-- OPTIONS]    (npm start and npm test need no "run")',
    '',
    ...lines,
    '',
    'npm run COMMAND -- --help says more about each.',
  ].join('\n');
}

/**
 * A command written in TypeScript; what it needs is set up first.
 * @param {string} name
 * @param {string} summary
 * @param {string} module path without its extension
 * @returns {Command}
 */
function compiled(name, summary, module) {
  const load = async () => {
    await setUp(stepsFor({ python: false }));
    return createRequire(import.meta.url)(inProject('dist', `${module}.js`));
  };
  return { name, summary, source: `${module}.ts`, load };
}

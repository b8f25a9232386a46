import { existsSync } from 'node:fs';
import { warn } from '../programs/say.mjs';
import { runCommand } from './command.mjs';

/** In the order in which they are listed; one whose file is not in the tree, as in a student's edition, is not. */
const names = [
  ...['start', 'test', 'test:full', 'test:exercises', 'fuzz', 'setup', 'build', 'execute', 'exercises'],
  ...[
    'notebooks',
    'grade',
    'farm',
    'student-edition',
    'site',
    'bench',
    'check',
    'doctor',
    'native',
    'kernel',
  ],
];

/** @param {string} name of a command */
const fileOf = (name) => new URL(`./${name.replace(':', '-')}.mjs`, import.meta.url);

/**
 * @param {string[]} argv the command's name and its arguments
 * @returns {Promise<number>} exit code
 */
export async function runNamed([name = '--help', ...argv]) {
  const known = names.filter((one) => existsSync(fileOf(one)));
  if (['--help', '-h', 'help'].includes(name)) {
    console.log(overview(await Promise.all(known.map(load))));
    return 0;
  }
  if (known.includes(name)) return runCommand(await load(name), argv);
  warn(`Unknown command: ${name}. The commands are ${known.join(', ')}.`);
  return 2;
}

/**
 * @param {string} name
 * @returns {Promise<import('./command.mjs').Command<any>>}
 */
const load = async (name) => (await import(fileOf(name).href)).command;

/** @param {import('./command.mjs').Command<any>[]} commands */
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

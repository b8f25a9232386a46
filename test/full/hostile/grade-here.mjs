/** `npm run grade` of a project that this account cannot set up: it is set up already. node grade-here.mjs ROOT ARGUMENTS */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root = '', ...argv] = process.argv.slice(2);
/** @param {string} name @returns {Promise<any>} */
const command = (name) => import(pathToFileURL(join(root, 'setup', 'commands', `${name}.mjs`)).href);
const [{ runCommand }, { command: grade }] = await Promise.all([command('command'), command('grade')]);
const { run } = createRequire(import.meta.url)(join(root, 'dist', 'grader', 'grade-command.js'));
process.exitCode = await runCommand({ ...grade, run }, argv);

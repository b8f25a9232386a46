/**
 * Attacks the sandbox as it is for this account on this PATH, and prints what came of it as JSON.
 *
 * node attack.mjs DIST PROGRAMS, with the answers and their calls on stdin: answers that attack run as the grader runs
 * them; programs that have escaped into Node stand in their place.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { Bait } from './bait.mjs';
import { Victim } from './victim.mjs';

const [dist = '', programs = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);
/** @param {string} name @returns {any} a module of the grader's */
const grader = (name) => require(join(dist, 'grader', `${name}.js`));
const { childEnvironment, commandLine } = grader('sandbox/command-line');
const { defaultLimits } = grader('sandbox/limits');
const { killTree } = grader('sandbox/kill-tree');
const { openRuntime } = grader('sandbox/runtime');
const { openSandbox } = grader('sandbox/sandbox');
const { runCalls } = grader('sandbox/run-calls');
const { startLaunch } = grader('sandbox/start-launch');
const { treeOf } = grader('sandbox/process-tree');

/** Of the batch. */
const seed = '7';

/** @param {unknown[]} all @returns {unknown[][]} each call a check of its own */
const alone = (all) => all.map((call) => [call]);

/** @typedef {{ name: string, hostile: unknown, honest: unknown }} Answer one of each kind, cut out of one notebook */

const sandbox = await openSandbox();
const { answers, calls, honestCalls } = /** @type {any} */ (await json(process.stdin));
const filesBefore = openFiles();
const outcomes = await all(answers, attackByAnswer);
await sandbox.close();
const left = { processes: processesLeft(), files: openFiles() - filesBefore };

const bait = new Bait(await openRuntime(), programs);
/** @type {Record<string, { layers: string, outer: string }>} */
const escapes = {};
try {
  const { permission: _, ...outer } = sandbox.layers;
  for (const name of readdirSync(programs).filter((one) => one.endsWith('.js')))
    escapes[name] = {
      layers: await attackByProgram(name, sandbox.layers),
      outer: await attackByProgram(name, outer),
    };
} finally {
  bait.remove();
}
const { holds, isolates, layers } = sandbox;
const found = { holds, isolates, layers, outcomes, left, escapes, processes: processesLeft() };
process.stdout.write(JSON.stringify(found), () => process.exit());

/** @param {Answer} answer */
async function attackByAnswer({ name, hostile, honest }) {
  const started = performance.now();
  const attacked = (await runCalls(hostile, alone(calls), { sandbox, seed })).flat();
  const seconds = (performance.now() - started) / 1000;
  const own = (await runCalls(honest, alone(honestCalls), { sandbox, seed })).flat();
  return { name, seconds, attacked, honest: own };
}

/**
 * Two at a time: most of them wait for a limit.
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
async function all(items, work) {
  /** @type {R[]} */
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(/** @type {T} */ (items[i]));
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/**
 * @param {string} name of the program
 * @param {unknown} around the layers
 * @returns {Promise<string>} what it printed, or what became of the grader or of another program of the account
 */
async function attackByProgram(name, around) {
  const grading = await Victim.start(dist, 'guarded');
  const other = await Victim.start(dist, 'open');
  await bait.listen(`bayes-bait-${grading.pid}`);
  const victims = [grading.pid, grading.port, other.pid, other.port];
  const place = [bait.secret, grading.pid, bait.port, bait.project, ...victims.slice(1)].map(String);
  const launch = commandLine(around, defaultLimits, bait.runtime, [name, ...place]);
  const child = startLaunch(launch, ['ignore', 'pipe', 'pipe', 'ignore'], childEnvironment);
  const ended = new Promise((resolve) => {
    child.once('exit', (/** @type {unknown} */ code, /** @type {unknown} */ signal) =>
      resolve(code ?? signal),
    );
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await ended;
  killTree(child, launch);
  const [output, errors] = await said;
  const harm = [await grading.harm(), await other.harm()];
  await Promise.all([grading.end(), other.end()]);
  if (harm[0]) return `reached: the grader ${harm[0]}`;
  if (harm[1]) return `reached: another program ${harm[1]}`;
  return output.trim() || `refused: ended with ${code}${errors.includes('memory') ? ', out of memory' : ''}`;
}

/** Processes below this one that have not ended. */
function processesLeft() {
  return treeOf(process.pid).filter((/** @type {any} */ { pid, ended }) => pid !== process.pid && !ended)
    .length;
}

function openFiles() {
  return readdirSync('/proc/self/fd').length;
}

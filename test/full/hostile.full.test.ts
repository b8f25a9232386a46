import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../exercises/call';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { childEnvironment, commandLine } from '../../grader/sandbox/command-line';
import { killTree } from '../../grader/sandbox/kill-tree';
import type { LaunchLayers } from '../../grader/sandbox/launch';
import { defaultLimits } from '../../grader/sandbox/limits';
import { readProcess, treeOf } from '../../grader/sandbox/process-tree';
import { runCalls } from '../../grader/sandbox/run-calls';
import { openRuntime } from '../../grader/sandbox/runtime';
import { openSandbox, type Sandbox } from '../../grader/sandbox/sandbox';
import { parseSubmission } from '../../grader/submission/read-submission';
import { root as projectRoot } from '../../setup/project-paths.mjs';
import { averageCall, bayes, klCall, meanKl, tensorData } from '../grader/calls';
import { notebookOf } from '../grader/notebook-of';

const fixtures = join(__dirname, '..', 'grader', 'fixtures', 'hostile');
const answers = readdirSync(join(fixtures, 'answers')).sort();
const escaped = readdirSync(join(fixtures, 'escaped'))
  .filter((name) => name.endsWith('.js'))
  .sort();

/** What a process namespace of one's own is for: what is started in it ends with it. */
const withinNamespace = ['detached-child.js', 'inspector.js', 'start-a-process.js', 'worker-thread.js'];

/** What nothing stops where there is no bubblewrap and the child runs as the grader's own user. */
const openWithoutBubblewrap = [
  'abstract-socket.js',
  'become-root.js',
  'kill-everything.js',
  'kill-the-parent.js',
  'network-names.js',
  'network-tcp.js',
  'network-udp.js',
  'root.js',
];

/** What an instructor without bubblewrap and without root has. */
const withoutBubblewrap = ({ permission }: LaunchLayers): LaunchLayers => ({
  ...(permission && { permission }),
  resourceLimits: true,
  unprivilegedUser: false,
});

const layers = [bayes('first', 3, 2), bayes('second', 2, 4)];
/** Of the batch. */
const seed = '7';
const klCalls = [klCall(layers, 3), klCall(layers, 3)];
const expectedKl = meanKl(layers);
const ensemble = [0, 1, 2].map((start) => [tensorData([3, 2], start), tensorData([2], start)]);
const expectedMean = ensemble[0]?.map((_, part) =>
  ensemble[0]?.[part]?.values.map(
    (_, at) => ensemble.reduce((sum, member) => sum + (member[part]?.values[at] ?? NaN), 0) / 3,
  ),
);

const first = `import { tf, BayesLinear } from 'bayes-notebooks';
await tf.ready();`;
const helper = `function right(model) {
  const layers = model.layers.filter((layer) => layer instanceof BayesLinear);
  const sum = layers.reduce((total, layer) => total.add(layer.klLoss()), tf.scalar(0));
  return sum.div(tf.scalar(layers.reduce((count, layer) => count + layer.countParams() / 2, 0)));
}`;
const averageWeights = `function averageWeights(ensemble) {
  return ensemble[0].map((_, part) => tf.stack(ensemble.map((member) => member[part])).mean(0));
}`;

const rows: string[] = [];
const escapes = new Map<string, { sandbox?: string; outer?: string; without?: string }>();
let strong: Sandbox;
let weak: Sandbox;

beforeAll(async () => {
  strong = await openSandbox();
  weak = await openSandbox(withoutBubblewrap(strong.layers));
});

afterAll(async () => {
  await strong.close();
  await weak.close();
  expect(childrenLeft()).toEqual([]);
  const complete = rows.length === answers.length && escapes.size === escaped.length;
  if (complete) writeFileSync(join(projectRoot, 'docs', 'hostile-submissions.md'), page());
});

test('the sandbox has all its layers on this machine', () => {
  expect(strong.isolates).toBe(true);
  expect(strong.report.filter(({ active }) => !active)).toEqual([]);
});

describe.each(['with the sandbox', 'without bubblewrap'])('a hostile answer %s', (kind) => {
  test.each(answers)('%s', async (name) => {
    const sandbox = kind === 'with the sandbox' ? strong : weak;
    const [fates, title] = basename(name, '.ts').split('.') as [string, string];
    const source = readFileSync(join(fixtures, 'answers', name), 'utf8');
    const before = openFiles();
    const started = performance.now();
    const submission = parseSubmission(Buffer.from(notebookOf([first, helper, source, averageWeights])));
    if (!submission.ok) throw new Error(submission.message.en);
    const hostile = extractExercise(submission.cells, { id: 'exercise-1', functionName: 'klLoss' });
    const outcomes = (
      await runCalls(
        hostile,
        klCalls.map((call) => [call]),
        { sandbox, seed },
      )
    ).flat();
    const seconds = (performance.now() - started) / 1000;
    const fate = expect.toBeOneOf(fates.split('-or-'));
    expect(outcomes.map(fateOf)).toEqual([fate, fate]);

    const other = extractExercise(submission.cells, { id: 'exercise-2', functionName: 'averageWeights' });
    const [[average] = []] = await runCalls(other, [[averageCall(ensemble)]], { sandbox, seed });
    expect(valuesOf(average)).toEqual(
      expectedMean?.map((part) => part?.map((value) => expect.closeTo(value, 5))),
    );

    expect(childrenLeft()).toEqual([]);
    expect(openFiles()).toBeLessThanOrEqual(before);
    if (sandbox === strong)
      rows.push(row(title, verdictOf(outcomes[0]), seconds.toFixed(1), stoppedBy(source)));
  });
});

test.each(['with the sandbox', 'without bubblewrap'])(
  'a grader that is killed leaves no process behind, %s',
  async (kind) => {
    const around = kind === 'with the sandbox' ? strong.layers : weak.layers;
    const program = join(fixtures, '..', 'children', 'grader-that-hangs.js');
    const grader = spawn(process.execPath, [program, join(projectRoot, 'dist'), JSON.stringify(around)]);
    const printed = await new Promise<Buffer>((resolve) => grader.stdout.once('data', resolve));
    const pids = JSON.parse(printed.toString()) as number[];
    expect(pids.length).toBeGreaterThan(0);
    grader.kill('SIGKILL');
    await new Promise((resolve) => grader.once('close', resolve));
    const left = (): number[] => pids.filter((pid) => readProcess(pid)?.ended === false);
    await vi.waitUntil(() => left().length === 0, { timeout: 60_000, interval: 50 });
  },
);

describe('a program that has escaped into Node', () => {
  let folder: string;
  let server: Server;
  let abstract: Server;
  let secret: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bayes-escaped-'));
    cpSync(await openRuntime(), folder, { recursive: true });
    for (const name of escaped) cpSync(join(fixtures, 'escaped', name), join(folder, name));
    chmodSync(folder, 0o755);
    secret = join(mkdtempSync(join(tmpdir(), 'bayes-secret-')), 'secret');
    writeFileSync(secret, 'not for submissions', { mode: 0o600 });
    server = await listening({ port: 0, host: '127.0.0.1' });
    abstract = await listening({ path: `\0bayes-bait-${process.pid}` });
  });

  afterAll(() => {
    server.close();
    abstract.close();
    rmSync(folder, { recursive: true });
    rmSync(join(secret, '..'), { recursive: true });
  });

  const run = async (name: string, around: LaunchLayers): Promise<string> => {
    const { port } = server.address() as { port: number };
    const bait = [secret, process.pid, port, projectRoot].map(String);
    const launch = commandLine(around, defaultLimits, folder, [name, ...bait]);
    const child = spawn(launch.command, launch.args, {
      env: childEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      cwd: '/',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    const code = await new Promise((resolve) =>
      child.once('exit', (status, signal) => resolve(status ?? signal)),
    );
    killTree(child, launch);
    return (
      output.trim() || `refused: ended with ${code}${errors.includes('memory') ? ', out of memory' : ''}`
    );
  };

  test.each(escaped)('%s is refused with the sandbox', async (name) => {
    const found = await run(name, strong.layers);
    escapes.set(name, { ...escapes.get(name), sandbox: found });
    expect(found).toMatch(/^refused: /);
    expect(childrenLeft()).toEqual([]);
  });

  test.each(escaped)('%s is refused by bubblewrap, limits and user alone', async (name) => {
    const { permission: _, ...outer } = strong.layers;
    const found = await run(name, outer);
    escapes.set(name, { ...escapes.get(name), outer: found });
    if (!withinNamespace.includes(name)) expect(found).toMatch(/^refused: /);
    expect(childrenLeft()).toEqual([]);
  });

  test.each(escaped)('%s without bubblewrap', async (name) => {
    const found = await run(name, weak.layers);
    escapes.set(name, { ...escapes.get(name), without: found });
    if (!openWithoutBubblewrap.includes(name)) expect(found).toMatch(/^refused: /);
    expect(childrenLeft()).toEqual([]);
  });
});

function listening(options: object): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => server.listen(options, () => resolve(server)));
}

function fateOf(outcome: Outcome): string {
  if (outcome.kind === 'timeout') return `timeout-${outcome.limit}`;
  if (outcome.kind !== 'value') return outcome.kind;
  const { value } = outcome;
  const right =
    !Array.isArray(value) &&
    value.shape.length === 0 &&
    Math.abs((value.values[0] ?? NaN) - expectedKl) < 1e-5;
  return right ? 'right' : 'wrong-value';
}

function verdictOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'none';
  switch (outcome.kind) {
    case 'value':
      return fateOf(outcome) === 'right' ? 'marked by its value: right' : 'marked by its value: wrong';
    case 'wrong-kind':
      return `not a tensor: ${outcome.got}`;
    case 'timeout':
      return `over the limit of ${outcome.limit} time`;
    case 'crash':
      return `crash: ${outcome.reason}`;
    default:
      return `${outcome.kind}: ${outcome.message}`;
  }
}

function valuesOf(outcome: Outcome | undefined): number[][] {
  if (outcome?.kind !== 'value') throw new Error(`no value: ${JSON.stringify(outcome)}`);
  return [outcome.value].flat().map(({ values }) => values);
}

const stoppedBy = (source: string): string => source.slice(3, source.indexOf('\n'));

/** Processes below this one that were not here at the start; zombies wait only to be read. */
function childrenLeft(): number[] {
  return treeOf(process.pid)
    .filter(({ pid, ended }) => pid !== process.pid && !ended)
    .map(({ pid }) => pid);
}

const openFiles = (): number => readdirSync('/proc/self/fd').length;

function row(...cells: string[]): string {
  return `| ${cells
    .map((cell) =>
      cell
        .replace(/[^\x20-\x7e]/g, '?')
        .replaceAll('|', '\\|')
        .replaceAll('<', '&lt;')
        .slice(0, 120),
    )
    .join(' | ')} |`;
}

function page(): string {
  const open = (found: string): string => (found.startsWith('reached') ? 'not stopped here' : found);
  const inside = (name: string, found: string): string =>
    withinNamespace.includes(name) && found.startsWith('reached')
      ? 'kept inside, ends with the child'
      : open(found);
  const escapeRows = [...escapes].map(([name, { sandbox = '', outer = '', without = '' }]) =>
    row(basename(name, '.js'), open(sandbox), inside(name, outer), open(without)),
  );
  return `# Hostile submissions

Written by \`npm run test:full\`, which runs each case below and checks its verdict. In each, the answer to exercise 1 is
hostile and the answer to exercise 2 is right: exercise 2 keeps its points, the batch goes on, and no process and no
file stays behind. A case that ends in a limit or a crash is asked twice, since each call stands for itself; times are
those of one run on one machine.

## Answers that attack, with the sandbox

Without bubblewrap the verdicts are the same.

| case | verdict | seconds | what stopped it |
| --- | --- | --- | --- |
${rows.join('\n')}

## Programs that have escaped into Node

What if an answer finds a way around what the child hides? These programs stand where an answer would, with all of
Node's own modules in their hands. The second column has all layers, the third all but Node's permission model, and the
fourth the permission model and the resource limits alone: a machine without bubblewrap, with the grader's own user for
the child. "Not stopped here" is what such a machine leaves open.

| attempt | with the sandbox | without the permission model | without bubblewrap |
| --- | --- | --- | --- |
${escapeRows.join('\n')}
`;
}

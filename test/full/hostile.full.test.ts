import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../exercises/call';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { type LaunchLayers, noLayers } from '../../grader/sandbox/launch';
import { readProcess } from '../../grader/sandbox/process-tree';
import { openSandbox } from '../../grader/sandbox/sandbox';
import { parseSubmission } from '../../grader/submission/read-submission';
import { root as projectRoot } from '../../setup/project-paths.mjs';
import { averageCall, bayes, klCall, meanKl, tensorData } from '../grader/calls';
import { reportIn } from '../grader/grade-process';
import { notebookOf } from '../grader/notebook-of';
import { canPlay, MachineHere, machines } from './hostile/machine';
import { type Case, type Column, page, withinNamespace } from './hostile/page';

const fixtures = join(__dirname, '..', 'grader', 'fixtures', 'hostile');
const programs = join(fixtures, 'escaped');
const answers = readdirSync(join(fixtures, 'answers')).sort();
const escaped = readdirSync(programs).filter((name) => name.endsWith('.js'));

/** What nothing stops where each child of root's has a user of its own but no bubblewrap. */
const openToOwnUser = ['abstract-socket.js', 'network-names.js', 'network-tcp.js', 'network-udp.js'];

/** What is after the grader itself, its files or the marks in it. */
const afterTheGrader = escaped.filter((name) => /^change-|-parent|-the-grader|inherited/.test(name));

/** Gained by an ordinary user's child without bubblewrap: what shows that the attacks themselves work. */
const gainedByUser = [
  'kill-the-grader.js',
  'stop-the-grader.js',
  'debug-another-program.js',
  'network-tcp.js',
];

const layers = [bayes('first', 3, 2), bayes('second', 2, 4)];
const calls = [klCall(layers, 3), klCall(layers, 3)];
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

const sourceOf = (name: string): string => readFileSync(join(fixtures, 'answers', name), 'utf8');

/** A hostile answer to exercise 1 and an honest one to exercise 2, cut out of one notebook. */
function cutOut(name: string) {
  const submission = parseSubmission(
    Buffer.from(notebookOf([first, helper, sourceOf(name), averageWeights])),
  );
  if (!submission.ok) throw new Error(submission.message.en);
  const { cells } = submission;
  return {
    name,
    hostile: extractExercise(cells, { id: 'exercise-1', functionName: 'klLoss' }),
    honest: extractExercise(cells, { id: 'exercise-2', functionName: 'averageWeights' }),
  };
}

/** What `attack.mjs` prints. */
interface Attacked {
  holds: boolean;
  isolates: boolean;
  layers: LaunchLayers;
  outcomes: { name: string; seconds: number; attacked: Outcome[]; honest: Outcome[] }[];
  left: { processes: number; files: number };
  escapes: Record<string, { layers: string; outer: string }>;
  processes: number;
}

const cases: Case[] = [];
const columns: Column[] = [];

afterAll(() => {
  const whole = columns.length === machines.length && columns.every(({ grades }) => grades !== '');
  if (whole) writeFileSync(join(projectRoot, 'docs', 'hostile-submissions.md'), page(cases, columns));
});

describe.each(machines.filter(canPlay))('$name', (machine) => {
  let here: MachineHere;
  let found: Attacked;
  const column: Column = { machine, grades: '', attack: '', verdicts: new Map(), escapes: new Map() };

  beforeAll(async () => {
    here = new MachineHere(machine);
    const program = join(__dirname, 'hostile', 'attack.mjs');
    const job = JSON.stringify({ answers: answers.map(cutOut), calls, honestCalls: [averageCall(ensemble)] });
    const { stdout, stderr } = await here.run([program, join(projectRoot, 'dist'), programs], job);
    if (stdout === '') throw new Error(`nothing was found out: ${stderr}`);
    found = JSON.parse(stdout);
    column.escapes = new Map(Object.entries(found.escapes));
    for (const { name, seconds, attacked } of found.outcomes) {
      column.verdicts.set(name, verdictOf(attacked[0]));
      if (machine === machines[0]) cases.push({ name, seconds, stoppedBy: stoppedBy(sourceOf(name)) });
    }
    columns.push(column);
  }, 900_000);
  afterAll(() => here.remove());

  test('the sandbox has the layers that there are', () => {
    expect(found.isolates).toBe(machine.bubblewrap);
    expect(found.holds).toBe(machine.root || machine.bubblewrap);
    expect(found.layers.unprivilegedUser).toBe(machine.root);
    expect(found.layers.systemCallFilter ?? false).toBe(machine.bubblewrap);
  });

  test.each(answers)('the answer %s', (name) => {
    const outcome = found.outcomes.find((one) => one.name === name);
    const [fates = ''] = basename(name, '.ts').split('.');
    const fate = expect.toBeOneOf(fates.split('-or-'));
    expect(outcome?.attacked.map(fateOf)).toEqual([fate, fate]);
    expect(valuesOf(outcome?.honest[0])).toEqual(
      expectedMean?.map((part) => part?.map((value) => expect.closeTo(value, 5))),
    );
  });

  test('nothing is left of the answers and of the programs', () => {
    expect(found.left).toEqual({ processes: 0, files: expect.toSatisfy((count: number) => count <= 0) });
    expect(found.processes).toBe(0);
  });

  test.each(escaped)('the program %s behind all layers', (name) => {
    const said = found.escapes[name]?.layers;
    const open = machine.root ? openToOwnUser : escaped;
    if (machine.bubblewrap || !open.includes(name)) expect(said).toMatch(/^refused: /);
    else if (!machine.root && gainedByUser.includes(name)) expect(said).toMatch(/^reached: /);
    else expect(said).toMatch(/^(refused|reached): /);
  });

  test.runIf(machine.bubblewrap).each(escaped)("the program %s past Node's permission model", (name) => {
    const said = found.escapes[name]?.outer;
    if (withinNamespace.includes(name)) expect(said).not.toMatch(/the grader|another program/);
    else expect(said).toMatch(/^refused: /);
  });

  test.runIf(machine.root).each(afterTheGrader)(
    "the program %s is refused by root's own users alone",
    (name) => {
      expect(found.escapes[name]?.outer).toMatch(/^refused: /);
    },
  );

  test("takes other people's work only where a sandbox works, and gives the attack on the judge nothing", async () => {
    const folder = join(here.folder, 'class');
    mkdirSync(folder);
    const attack = readFileSync(join(fixtures, 'takes-over-the-judge.ts'), 'utf8');
    const wrong = 'const averageWeights = (ensemble) => ensemble[0];';
    writeFileSync(join(folder, 'a.ipynb'), notebookOf([first, attack]));
    writeFileSync(join(folder, 'b.ipynb'), notebookOf([first, 'const klLoss = () => tf.scalar(0);', wrong]));
    const program = join(__dirname, 'hostile', 'grade-here.mjs');
    const grade = (...options: string[]) => here.run([program, projectRoot, folder, ...options]);

    const plain = await grade();
    const refused = !machine.root && !machine.bubblewrap;
    expect(plain.code).toBe(refused ? 2 : 0);
    if (refused)
      expect(plain.stderr).toMatch(/^Cannot grade other people's work: .*bubblewrap.*--without-sandbox.*\n$/);
    column.grades = refused ? 'refused: exit 2' : 'graded';

    const out = join(here.home, 'out');
    const { code, stderr } = await grade('--without-sandbox', '--jobs', '1', '--out', out);
    expect(code).toBe(0);
    expect(stderr.includes('Warning: no sandbox works here')).toBe(refused);
    const scores = reportIn(out).submissions.map(({ score }) => score);
    expect(scores).toEqual([0, 0]);
    column.attack = scores.join(' and ');
  });
});

describe.each([
  ['with all layers of this machine', undefined],
  ['without bubblewrap', { ...noLayers, resourceLimits: true }],
])('a grader that is killed', (kind, given) => {
  test(`leaves no process behind, ${kind}`, async () => {
    const sandbox = await openSandbox();
    const around: LaunchLayers = given ?? sandbox.layers;
    await sandbox.close();
    const program = join(fixtures, '..', 'children', 'grader-that-hangs.js');
    const grader = spawn(process.execPath, [program, join(projectRoot, 'dist'), JSON.stringify(around)]);
    const printed = await new Promise<Buffer>((resolve) => grader.stdout.once('data', resolve));
    const pids = JSON.parse(printed.toString()) as number[];
    expect(pids.length).toBeGreaterThan(0);
    grader.kill('SIGKILL');
    await new Promise((resolve) => grader.once('close', resolve));
    const left = (): number[] => pids.filter((pid) => readProcess(pid)?.ended === false);
    await vi.waitUntil(() => left().length === 0, { timeout: 60_000, interval: 50 });
  });
});

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

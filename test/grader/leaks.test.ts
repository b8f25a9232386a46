import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { notebook } from '../answers/notebook';
import { grade, reportIn, scratchFolder, type WholeReport } from './grade-process';

/** Common to all: the numbers of an input, and whether it is one that students know, which the first calls' are. */
const spying = `import { tf } from 'bayes-notebooks';
const seen: number[][] = [];
const numbersOf = (input: any): number[] => {
  const tensors = Array.isArray(input) ? input.flat() : input.weights.map((weight: any) => weight.read());
  return tensors.flatMap((tensor: any) => [...tensor.dataSync()]);
};
const look = (input: any): number => {
  seen.push(numbersOf(input));
  return 1 + (Math.round(Math.abs((seen.at(-1) ?? [])[0] ?? 0) * 1e6) % 997);
};`;

/** Ways for an answer to tell what it sees. All are wrong in every check, so that nothing else tells the runs apart. */
const ways: Record<string, string> = {
  'throws it': 'throw new Error(seen.at(-1).join());',
  'throws an error of that name': "throw Object.assign(new Error('x'), { name: 'n' + secret });",
  'returns it': 'return tf.tensor1d(seen.at(-1));',
  'returns what it saw before': 'return tf.tensor1d(seen.flat());',
  'returns a scalar of it': 'return tf.scalar(1e6 + secret);',
  'returns it as a shape': 'return tf.zeros([secret, 2]);',
  'returns it as a dtype': "return tf.cast(tf.zeros([3, 3, 3]), secret % 2 ? 'int32' : 'bool');",
  'returns a list of that length': 'return Array.from({ length: secret }, () => tf.zeros([1]));',
  'returns too long a list':
    'return { 0: 1, length: 1000 + secret, __proto__: Array.prototype } && new Array(1000 + secret);',
  'returns it as another kind':
    "return ['a', 1, null, undefined, () => 1, {}, Symbol('a'), 1n, true][secret % 9];",
  'returns a list with something else at that place':
    'return Array.from({ length: 999 }, (_, i) => (i === secret ? 1 : tf.zeros([1])));',
  'leaves that many tensors': 'for (let i = 0; i < secret; i++) tf.keep(tf.scalar(i)); return tf.zeros([7]);',
  'says it left that many':
    'tf.engine().memory = () => ({ numTensors: secret * seen.length * 1e9 }); return tf.zeros([7]);',
  'ends with that status': 'process.exit(secret % 256);',
  'prints it':
    'console.error(secret); console.log(secret); (process as any).stderr.write(String(secret)); return tf.zeros([7]);',
  'answers in its place':
    "Object.prototype.toJSON = () => ({ nonce: '', kind: 'error', message: String(secret) }); return tf.zeros([7]);",
  'has it in its gradients':
    'return tf.customGrad((x: any) => ({ value: x, gradFunc: () => tf.scalar(secret) }))(tf.zeros([7]));',
};

/** Of these not even the instructor hears anything: the judge speaks of a shape or a crash, and of no number. */
const silent = [
  'returns it',
  'returns what it saw before',
  'returns it as a dtype',
  'leaves that many tensors',
  'says it left that many',
  'prints it',
  'answers in its place',
  'has it in its gradients',
];

const seeds = ['111111111111111', '222222222222222'] as const;

/** All that students may see of a run; what differs from run to run by itself is left out, and seconds must be whole. */
function reportsOf(out: string): Map<string, string> {
  const names = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map(({ parentPath, path, name }) => join(parentPath ?? path, name));
  return new Map(
    files
      .filter((file) => !file.endsWith('journal.jsonl')) // the instructor's alone
      .map((file) => [file.slice(out.length), withoutTimes(readFileSync(file, 'utf8'))]),
  );
}

function withoutTimes(text: string): string {
  const times =
    /("seconds":|"execution_time": ?|<testsuites?\b[^>]*? time="|<testcase\b[^>]*? time=")([\d.]+)/g;
  return seeds
    .reduce((all, seed) => all.replaceAll(seed, 'SEED'), text)
    .replace(/ timestamp="[\d:T-]+"/g, '') // of the report's writing, in junit.xml
    .replace(times, (_, before, seconds) => {
      expect(seconds).toMatch(/^\d+$/);
      return `${before}0`;
    });
}

describe('what reports for students say of hidden inputs', () => {
  const folder = scratchFolder();
  const names = Object.keys(ways);
  const runs: { reports: Map<string, string>; terminal: string; instructor: WholeReport }[] = [];

  /** Each notebook holds two of the ways, one for each exercise. */
  const placeOf = (way: string) => {
    const index = names.indexOf(way);
    return { file: `ways-${Math.floor(index / 2)}.ipynb`, exercise: `exercise-${1 + (index % 2)}` };
  };
  const exerciseOf = ({ submissions }: WholeReport, way: string) => {
    const { file, exercise } = placeOf(way);
    return submissions.find((one) => one.file === file)?.exercises.find(({ id }) => id === exercise);
  };

  const run = async (seed: string) => {
    const out = join(scratchFolder(), 'out');
    const formats = ['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]);
    const { code, stdout } = await grade(folder, '--out', out, '--seed', seed, ...formats);
    expect(code).toBe(0);
    const reports = reportsOf(out);
    await grade(folder, '--out', out, '--instructor'); // from the journal: nothing is run again
    return { reports, terminal: withoutTimes(stdout.replaceAll(out, 'OUT')), instructor: reportIn(out) };
  };

  beforeAll(async () => {
    for (let index = 0; index < names.length; index += 2) {
      const cells = ['klLoss', 'averageWeights'].map((name, at) => {
        const way = ways[names[index + at] ?? ''] ?? 'return secret;';
        return `function ${name}(input: any): any { const secret = look(input); ${way} }`;
      });
      writeFileSync(join(folder, `ways-${index / 2}.ipynb`), notebook([spying, ...cells]));
    }
    runs.push(...(await Promise.all(seeds.map(run))));
  });

  test.each(names)('nothing, by an answer that %s', (way) => {
    const [one, other] = runs.map(({ reports }) =>
      exerciseOf(JSON.parse(reports.get('/report.json') ?? ''), way),
    );
    expect(one?.checks.length).toBeGreaterThan(0);
    expect(one).toEqual(other);
  });

  test.each(names.filter((way) => !silent.includes(way)))(
    'though the instructor sees that the answer really %s',
    (way) => {
      const [one, other] = runs.map(({ instructor }) => exerciseOf(instructor, way));
      expect(one).not.toEqual(other);
    },
  );

  test('nothing in any file or on the terminal: under two seeds they are the same', () => {
    const [one, other] = runs;
    expect([...(one?.reports.keys() ?? [])].sort()).toEqual([...(other?.reports.keys() ?? [])].sort());
    for (const [name, text] of one?.reports ?? [])
      expect({ name, text }).toEqual({ name, text: other?.reports.get(name) });
    expect(one?.terminal).toBe(other?.terminal);
  });
});

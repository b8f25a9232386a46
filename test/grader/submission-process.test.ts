import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Asked, SubmissionProcess } from '../../grader/sandbox/child-process';
import { defaultLimits } from '../../grader/sandbox/limits';
import { readProcess } from '../../grader/sandbox/process-tree';

const children: SubmissionProcess[] = [];
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.end()));
});

const limits = { ...defaultLimits, idleSeconds: 1, cpuSeconds: 2 };

function start(program: string, ...args: string[]): SubmissionProcess {
  const path = join(__dirname, 'fixtures', 'children', program);
  const child = new SubmissionProcess(
    { command: process.execPath, args: [path, ...args], namespace: false },
    limits,
    {},
  );
  children.push(child);
  return child;
}

function frame(header: string, payload = 0, headerLength = Buffer.byteLength(header)): string {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(headerLength, 0);
  lengths.writeUInt32LE(payload, 4);
  return Buffer.concat([lengths, Buffer.from(header), Buffer.alloc(Math.min(payload, 1000))]).toString('hex');
}

const question = { kind: 'call', input: {}, gradients: false, chance: '' } as const;
const reasonOf = (asked: Asked): string => (asked.kind === 'crash' ? asked.reason : asked.kind);
const ready = '{"nonce":"","kind":"ready"}';

describe('SubmissionProcess takes no bytes for an answer that are none', () => {
  test.each<[string, string, string]>([
    ['a header above its limit', frame('', 0, 1 << 20), 'an answer above the limit of size'],
    ['a payload above its limit', frame('{}', 0xfffffff8), 'an answer above the limit of size'],
    ['a payload that is no numbers', frame('{}', 7), 'an answer that is not made of numbers'],
    ['no JSON', frame('{"nonce'), 'an answer of a wrong form'],
    ['another kind of JSON', frame('[[[[[[]]]]]]'), 'an answer of a wrong form'],
    [
      'fields of a prototype',
      frame('{"__proto__":{"nonce":"","kind":"loaded"}}'),
      'an answer of a wrong form',
    ],
    ['an unknown kind', frame('{"nonce":"","kind":"passed"}'), 'an answer of a wrong form'],
    [
      'a nonce that was not given',
      frame('{"nonce":"1","kind":"loaded"}'),
      'an answer to something that was not asked',
    ],
    ['two answers at once', frame(ready) + frame(ready), 'more bytes than one answer has'],
    [
      'a verdict',
      Buffer.from('{"status":"passed","score":10}').toString('hex'),
      'an answer above the limit of size',
    ],
  ])('%s', async (_, reply, reason) => {
    expect(reasonOf(await start('says.js', 'asked', reply).ask(question))).toBe(reason);
  });

  test('an answer before it was asked', async () => {
    const child = start('says.js', 'early', frame(ready), frame('{"nonce":"","kind":"loaded"}'));
    await child.ready();
    expect(reasonOf(await child.ask(question))).toMatch(/before it was asked|not asked|more bytes/);
  });

  test('half an answer, and then nothing', async () => {
    expect(await start('says.js', 'asked', frame(ready).slice(0, 20)).ask(question)).toMatchObject({
      kind: 'timeout',
      limit: 'idle',
    });
  });
});

describe('SubmissionProcess checks every part of a value', () => {
  const effects = { changed: [], tensorsLeaked: 0 };
  const value = { kind: 'value', list: false, tensors: [{ shape: [2], dtype: 'float32' }], effects };

  test('a right one is taken', async () => {
    const asked = await start('echoes-nonce.js', JSON.stringify(value), '16').ask(question);
    expect(asked).toMatchObject({
      kind: 'reply',
      reply: { kind: 'value', value: { shape: [2], dtype: 'float32', values: [0, 0] } },
    });
  });

  test.each<[string, object, number]>([
    ['fewer numbers than its shape has', value, 8],
    ['more numbers than its shape has', value, 24],
    ['a negative length', { ...value, tensors: [{ shape: [-2], dtype: 'float32' }] }, 16],
    ['a length that is no integer', { ...value, tensors: [{ shape: [1.5], dtype: 'float32' }] }, 16],
    [
      'lengths whose product overflows',
      {
        ...value,
        tensors: [
          { shape: [1e15, 1e15, 0], dtype: 'float32' },
          { shape: [1e300], dtype: 'float32' },
        ],
      },
      0,
    ],
    ['many dimensions', { ...value, tensors: [{ shape: Array(1000).fill(1), dtype: 'float32' }] }, 8],
    ['an unknown dtype', { ...value, tensors: [{ shape: [2], dtype: 'passed' }] }, 16],
    [
      'tensors that are no list',
      { ...value, tensors: { length: 1, 0: { shape: [2], dtype: 'float32' } } },
      16,
    ],
    ['two tensors that are no list', { ...value, tensors: [...value.tensors, ...value.tensors] }, 32],
    ['no tensor and no list', { ...value, tensors: [] }, 0],
    ['no effects', { ...value, effects: undefined }, 16],
    ['effects of another form', { ...value, effects: { ...effects, tensorsLeaked: 'none' } }, 16],
    ['a change that there is not', { ...value, effects: { ...effects, changed: ['marks'] } }, 16],
    ['a change told twice', { ...value, effects: { ...effects, changed: ['list', 'list'] } }, 16],
    ['gradients of another form', { ...value, gradients: [{ shape: 'all' }] }, 16],
  ])('%s', async (_, reply, payload) => {
    const asked = await start('echoes-nonce.js', JSON.stringify(reply), String(payload)).ask(question);
    expect(reasonOf(asked)).toBe('an answer of a wrong form');
  });
});

test('SubmissionProcess says that a program cannot be started', async () => {
  const child = new SubmissionProcess({ command: '/no/such/node', args: [], namespace: false }, limits, {});
  children.push(child);
  expect(reasonOf(await child.ready())).toMatch(/^it cannot be started: .*ENOENT/);
});

test.skipIf(!existsSync('/proc/self/stat'))(
  'SubmissionProcess leaves no process behind, also no detached one',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bayes-others-'));
    const child = start('starts-others.js', join(folder, 'pids'));
    expect(await child.ready()).toMatchObject({ kind: 'timeout', limit: 'cpu' });
    const pids = JSON.parse(readFileSync(join(folder, 'pids'), 'utf8')) as number[];
    await child.end();
    rmSync(folder, { recursive: true });
    expect(pids).toHaveLength(3);
    // A killed process may wait as a zombie until its parent reads its end.
    expect(pids.map((pid) => readProcess(pid)).filter((state) => state && !state.ended)).toEqual([]);
  },
);

test.skipIf(!existsSync('/proc/self/fd'))('SubmissionProcess leaves no file open', async () => {
  const open = (): number => readdirSync('/proc/self/fd').length;
  const round = async (): Promise<void> => {
    const child = start('says.js', 'asked', frame('{}'));
    await child.ask(question);
    await child.end();
  };
  await round();
  const before = open();
  for (let count = 0; count < 5; count++) await round();
  expect(open()).toBeLessThanOrEqual(before);
});

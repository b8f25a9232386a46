import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { beganAt } from '../../grader/sandbox/process-tree';

const root = process.cwd(); // vitest's is the project's
const detect = `require(${JSON.stringify(join(root, 'dist/grader/sandbox/detect-sandbox.js'))}).detectSandbox()`;
const code = `${detect}.then((layers) => console.log(JSON.stringify(layers.map(({ name, active }) => [name, active]))))`;

/** The layers that work, as they are found by a process of its own. */
const layersBy = (...command: string[]): unknown => {
  const [program = '', ...args] = [...command, process.execPath, '-e', code];
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
};

/** A container's first process has number 1, as the first of each namespace that bubblewrap makes. */
const asFirst = ['unshare', '--pid', '--fork', '--mount-proc'];
const canBeFirst = spawnSync(asFirst[0] as string, [...asFirst.slice(1), 'true']).status === 0;

describe('a grader that is the first process of a container', () => {
  test.runIf(canBeFirst)('finds the same layers', () => {
    expect(layersBy(...asFirst)).toEqual(layersBy());
  });
});

describe('beganAt()', () => {
  test.runIf(process.platform === 'linux')('tells a process from a later one', () => {
    expect(Number(beganAt(process.pid))).toBeGreaterThanOrEqual(Number(beganAt(process.ppid)));
    expect(beganAt(2 ** 30)).toBeUndefined();
  });
});

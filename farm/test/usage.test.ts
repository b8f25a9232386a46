import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeEmptyClass } from './class.ts';
import { scratchFolder } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';

const around = scratchFolder();
const [folder, out] = [join(around, 'class'), join(around, 'grades')];
const { farm } = await beginFarm(afterAll);

beforeAll(async () => {
  writeEmptyClass(folder, 1);
  await farm.run('submit', folder, '--out', out, '--seed', '7');
});

test.each([
  ['no database', ['status'], { FARM_DB: '' }, 'FARM_DB must name its database'],
  ['an unknown command', ['grade'], {}, 'name one of submit, worker, status, retry, collect, got grade'],
  ['an option of another command', ['worker', '--out', 'x'], {}, '--out is not for farm worker'],
  ['no folder', ['collect'], {}, '--out must name the folder of the class'],
  ['a folder that is no class', ['collect', '--out', around], {}, 'no farm.json stands in it'],
  [
    'another user’s folder',
    ['collect', '--out', out],
    { BAYES_GRADER_KEY: 'another secret here' },
    'Set BAYES_GRADER_KEY',
  ],
  ['another seed', ['submit', folder, '--out', out, '--seed', '8'], {}, '7 is its own, got 8'],
])('%s is wrong usage', async (_, args, env, words) => {
  const { code, stderr } = await farm.start(args, env as Record<string, string>).ended;
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});

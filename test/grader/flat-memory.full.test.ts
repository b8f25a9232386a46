import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notebook } from '../answers/notebook';
import { scratchFolder } from './grade-process';

const bayes = join(__dirname, '..', '..', 'bin', 'bayes.mjs');

/** Peak memory in MB of a process that grades so many notebooks, each with a page of text of its own. */
function peakMemory(count: number): number {
  const folder = scratchFolder();
  for (let i = 0; i < count; i++) {
    const conclusions = `conclusions of student ${i}. ${'They go on and on. '.repeat(200)}`;
    writeFileSync(join(folder, `${i}.ipynb`), notebook([`const unrelated = ${i};`], { conclusions }));
  }
  const script = `process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS / 1024));
    import(${JSON.stringify(bayes)})`;
  const argv = [bayes, 'grade', folder, '--out', join(folder, 'out'), '--without-sandbox'];
  // V8's room for young objects grows with the time a process runs; fixed, so that what is measured is what is kept.
  const { stderr } = spawnSync(process.execPath, ['--max-semi-space-size=4', '-e', script, ...argv], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return Number(/peak (\d+)/.exec(stderr)?.[1]);
}

test('peak memory with 1,000 submissions is within a fifth of that with 50', () => {
  const [few, many] = [peakMemory(50), peakMemory(1000)];
  expect(many).toBeLessThan(1.2 * few);
});

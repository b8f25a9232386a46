import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BenchKernel } from '../../bench/bench-kernel';
import { type FigureComparison, figureComparisons, figureVerdict } from '../../bench/kernel-figures';
import { withKernel } from '../../bench/kernel-parts';
import { kernelTable } from '../../bench/kernel-table';
import { cpuSeconds, inotifyWatches, privateDirtyMib } from '../../bench/process-cost';

const root = join(__dirname, '../..');

describe('figureComparisons()', () => {
  it('takes the ratio round by round, and leaves out what one side lacks', () => {
    const here = [{ startCpu: 1, watches: 0 }, { startCpu: 4 }, { startCpu: 3, lectureMemory: 5 }];
    const there = [{ startCpu: 2, watches: 9 }, { startCpu: 4 }, { startCpu: 4 }];
    const all = figureComparisons(here, there, 'there');
    expect(all.map(({ name }) => name)).toEqual(['startCpu', 'watches']);
    expect(all[0]).toMatchObject({ ratio: { low: 0.5, median: 0.75, high: 1 }, here: { median: 3 } });
  });

  it('has no ratio to nothing', () => {
    const [one] = figureComparisons([{ idleCpu: 0 }], [{ idleCpu: 0 }], 'there');
    expect(one?.ratio.median).toBeNaN();
    expect(figureVerdict(one as FigureComparison)).toBe('at most 0: reached');
  });
});

describe('figureVerdict()', () => {
  const of = (name: 'startCpu' | 'startTime' | 'watches', here: number, other: number, beside: string) =>
    figureVerdict(figureComparisons([{ [name]: here }], [{ [name]: other }], beside)[0] as FigureComparison);

  it.each([
    [of('startCpu', 6, 10, 'there'), 'at most 0.6 x: reached'],
    [of('startCpu', 7, 10, 'there'), 'at most 0.6 x: missed'],
    [of('startTime', 9, 10, 'there'), ''], // demanded beside ipykernel alone
    [of('startTime', 11, 10, 'ipykernel'), 'at most 1 x: missed'],
    [of('watches', 1, 2000, 'there'), 'at most 0: missed'],
  ])('%s', (words, expected) => expect(words).toBe(expected));
});

it('kernelTable() shows each figure in its unit, with the ratio and the target', () => {
  const text = kernelTable(figureComparisons([{ startMemory: 85 }], [{ startMemory: 139 }], 'there'));
  expect(text).toMatch(
    /at 1 \+ 1 +85\.0 \(85\.0-85\.0\) MiB +there +139 .* MiB +0\.61 x \(0\.61-0\.61\) +at most 0\.85 x: reached, stretch 0\.7 x: reached$/,
  );
});

describe.runIf(process.platform === 'linux')('what a process costs', () => {
  /** A process that has done something, and waits. */
  async function after<T>(code: string, look: (pid: number) => T): Promise<T> {
    const child: ChildProcess = spawn(process.execPath, [
      '-e',
      `${code}; console.log(); setInterval(() => {}, 1e6);`,
    ]);
    try {
      await once(child.stdout as NodeJS.ReadableStream, 'data');
      return look(child.pid as number);
    } finally {
      child.kill('SIGKILL');
    }
  }

  it('cpuSeconds() counts all threads', async () => {
    const burn =
      'const used = () => Object.values(process.cpuUsage()).reduce((a, b) => a + b); const end = used() + 4e5; while (used() < end);';
    const aside = `new (require('worker_threads').Worker)(${JSON.stringify(`${burn} require('worker_threads').parentPort.postMessage(0)`)}, { eval: true }).on('message', () => console.log());`;
    expect(await after(burn, cpuSeconds)).toBeGreaterThanOrEqual(0.4);
    const child = spawn(process.execPath, ['-e', aside]);
    await once(child.stdout, 'data');
    expect(cpuSeconds(child.pid as number)).toBeGreaterThanOrEqual(0.4);
    child.kill('SIGKILL');
  });

  it('privateDirtyMib() counts what was written', async () => {
    const plain = await after('', privateDirtyMib);
    const written = await after('globalThis.kept = Buffer.alloc(100 * 2 ** 20, 1)', privateDirtyMib);
    expect(written - plain).toBeGreaterThan(95);
    expect(written - plain).toBeLessThan(120);
  });

  it('inotifyWatches() counts watched folders', async () => {
    const watch = "['/', '/tmp', '/proc'].map((folder) => require('fs').watch(folder))";
    expect(await after(watch, inotifyWatches)).toBe(3);
    expect(await after('', inotifyWatches)).toBe(0);
  });
});

describe.runIf(process.platform === 'linux')('BenchKernel', () => {
  const resources = join(root, 'jupyter/kernels/bayes-tslab');

  it('asks the kernel behind a kernel.json, and tells time and processor time', async () => {
    await withKernel(new BenchKernel(resources), async (kernel) => {
      const start = await kernel.firstReply();
      expect(start.cpu).toBeGreaterThan(0.1);
      expect(start.seconds).toBeGreaterThan(0.1);
      const busy = await kernel.execute(
        'const end = performance.now() + 300; while (performance.now() < end);',
      );
      expect(busy.seconds).toBeGreaterThanOrEqual(0.3);
      await expect(kernel.execute('throw new Error("broken")')).rejects.toThrow('Error: broken, in the cell');
    });
  });

  it('says so where the kernel ends', async () => {
    await withKernel(new BenchKernel(resources), async (kernel) => {
      await kernel.firstReply();
      await expect(kernel.execute("process.kill(process.pid, 'SIGKILL')")).rejects.toThrow(
        'Cannot measure a kernel: the kernel died',
      );
    });
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { kernelName } from '../runner/kernel-spec';
import { formatNotebook, type Notebook, textOf } from '../wire/notebook';
import { BenchKernel, type Cost } from './bench-kernel';
import type { Clone } from './clone';
import { importCode } from './import-time';
import type { Measured } from './kernel-figures';
import { cpuSeconds, inotifyWatches, privateDirtyMib } from './process-cost';
import { spreadOf } from './statistics';

const numCells = 20; // of each kind; a process' CPU is known to 10 ms, that of a cell thus to half a millisecond
const warmUpCells = 3;
const settleMs = 1000; // of what a kernel does after a reply: compiled code, collected garbage
const idleMs = 5000;

/** A part of the table, which one clone measures in fresh processes. */
export type KernelPart = (clone: Clone, lecture: Notebook) => Measured | Promise<Measured>;

/** All parts, in the order in which a round measures them. */
export const kernelParts: Record<string, KernelPart> = { executed, compiled, started, declared, lectured };

/** The folder of the kernel.json that the clone's own Jupyter reads. */
const kernelOf = ({ root }: Clone) => new BenchKernel(join(root, 'jupyter', 'kernels', kernelName));

/** The command and the kernel that it starts. */
function executed({ root }: Clone, lecture: Notebook): Measured {
  return inFolder(lecture, (file, folder) => {
    const command = [join(root, 'bin', 'bayes.mjs'), 'execute', file, '--out', join(folder, 'out.ipynb')];
    // Node tells no child's processor time; the shell's `times` does, its second line that of all that it waited for.
    const script = '"$@" >/dev/null && times';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...command], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm run execute ended with ${status} in ${root}: ${stderr}`);
    const children = stdout.trim().split('\n').at(-1) as string;
    const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => 60 * Number(m) + Number(s));
    return { executeCpu: seconds.reduce((sum, one) => sum + one, 0) };
  });
}

/** The clone's compiler alone. */
function compiled({ root }: Clone, lecture: Notebook): Measured {
  return inFolder(lecture, (file, folder) => {
    const argv = [join(__dirname, 'compile-process.js'), root, file];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Cannot compile the lecture in ${root}: ${stderr}`);
    return { compileCpu: Number(stdout) };
  });
}

/** A kernel that is started, answers, and is left alone. */
async function started(clone: Clone): Promise<Measured> {
  return withKernel(kernelOf(clone), async (kernel) => {
    const { seconds, cpu } = await kernel.firstReply();
    const startMemory = privateDirtyMib(kernel.pid);
    await wait(settleMs);
    const before = cpuSeconds(kernel.pid);
    await wait(idleMs);
    const idleCpu = 1000 * (cpuSeconds(kernel.pid) - before);
    return { startTime: seconds, startCpu: cpu, startMemory, idleCpu, watches: inotifyWatches(kernel.pid) };
  });
}

/** Small cells, once the library is imported. */
async function declared(clone: Clone): Promise<Measured> {
  return withKernel(kernelOf(clone), async (kernel) => {
    await kernel.execute(importCode);
    await kernel.execute('await tf.ready();');
    const cells = async (code: (i: number) => string): Promise<Cost> => {
      const costs: Cost[] = [];
      for (let i = 0; i < warmUpCells; i++) await kernel.execute(code(i));
      const before = cpuSeconds(kernel.pid);
      for (let i = 0; i < numCells; i++) costs.push(await kernel.execute(code(warmUpCells + i)));
      const cpu = (cpuSeconds(kernel.pid) - before) / numCells;
      return { cpu: 1000 * cpu, seconds: 1000 * spreadOf(costs.map(({ seconds }) => seconds)).median };
    };
    const newNumber = await cells((i) => `const x${i} = 1`);
    const sameNumber = await cells(() => 'const x = 1');
    const newTensor = await cells((i) => `const y${i} = tf.zeros([3]).add(1).mul(2)`);
    const sameTensor = await cells(() => 'const y = tf.zeros([3]).add(1).mul(2)');
    return {
      newNumberCpu: newNumber.cpu,
      newNumberTime: newNumber.seconds,
      sameNumberCpu: sameNumber.cpu,
      sameNumberTime: sameNumber.seconds,
      newTensorCpu: newTensor.cpu,
      newTensorTime: newTensor.seconds,
      sameTensorCpu: sameTensor.cpu,
      sameTensorTime: sameTensor.seconds,
    };
  });
}

/** The whole lecture in one kernel. */
async function lectured(clone: Clone, lecture: Notebook): Promise<Measured> {
  return withKernel(kernelOf(clone), async (kernel) => {
    for (const { source } of lecture.cells) await kernel.execute(textOf(source));
    return { lectureMemory: privateDirtyMib(kernel.pid) };
  });
}

/** Runs `measure` with a kernel, and ends that whatever happens. */
export async function withKernel<T>(
  kernel: BenchKernel,
  measure: (kernel: BenchKernel) => Promise<T>,
): Promise<T> {
  try {
    return await measure(kernel);
  } finally {
    await kernel.stop();
  }
}

function inFolder<T>(lecture: Notebook, measure: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-bench-lecture-'));
  try {
    const file = join(folder, 'lecture.ipynb');
    writeFileSync(file, formatNotebook(lecture));
    return measure(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { rmSync } from 'node:fs';
import { runProgram } from '../programs/run-program.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, logFile } from '../project-paths.mjs';
import { npmPackages } from './npm-packages.mjs';
import { SourceStamp } from './source-stamp.mjs';

const assembly = 'lib/fused/assembly';
const stamp = new SourceStamp('dist/.kernels-stamp', () => ['package-lock.json', assembly]);

/**
 * The fused kernels' inner loops: AssemblyScript to WebAssembly, over a memory that is handed to them.
 * @type {import('./step.mjs').Step}
 */
export const fusedKernels = {
  name: 'fused kernels',
  needs: [npmPackages],
  isDone: () => stamp.isCurrent(),
  async run({ onChild }) {
    const hash = stamp.hash();
    const log = logFile('kernels');
    rmSync(log, { force: true });
    stamp.remove();
    const compiler = inProject('node_modules', 'assemblyscript', 'bin', 'asc.js');
    const to = 'dist/lib/fused/kernels.wasm';
    const memory = ['--runtime', 'stub', '--importMemory', '--noExportMemory'];
    const speed = ['-O3', '--noAssert', '--enable', 'simd', '--disableWarning', 'AS112'];
    const command = [
      process.execPath,
      compiler,
      `${assembly}/index.ts`,
      '--outFile',
      to,
      ...memory,
      ...speed,
    ];
    const { code, output } = await runProgram(command, { log, onChild });
    if (code !== 0) {
      const reason =
        output.split('\n').find((line) => line.startsWith('ERROR')) ?? 'the compiler gave no reason';
      throw new SetupProblem(`Cannot compile the fused kernels: ${reason}`, {
        mend: 'npm run build, once the file is corrected',
        log,
      });
    }
    stamp.write(hash);
    return undefined;
  },
};

import { join } from 'node:path';
import { runProgram } from '../programs/run-program.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject } from '../project-paths.mjs';
import { mustSucceed, tfjsNode } from './work.mjs';

/** @typedef {import('./work.mjs').Work} Work */

export const bindingName = 'tfjs_binding.node';

/**
 * Compiles tfjs-node's own source with `$CXX`, g++, clang++ or, from PyPI, zig: the first that makes a binding
 * which loads.
 * @param {string} draft folder of the libraries and headers; the binding gets there
 * @param {string[]} libraries to link, in that folder
 * @param {string[]} pip
 * @param {Work} work
 */
export async function compileBinding(draft, libraries, pip, work) {
  const flags = [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-s', '-DNAPI_VERSION=8'],
    `-I${inProject('node_modules', 'node-api-headers', 'include')}`,
    ...['-Itensorflow/include', `-I${tfjsNode}`],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(tfjsNode, 'binding', file)),
    ...libraries,
    ...['-Wl,-rpath,$ORIGIN', '-o', bindingName],
  ];
  work.report('compiling the binding');
  for (const compiler of [process.env.CXX, 'g++', 'clang++']) {
    if (compiler && (await compiles([...compiler.split(' '), ...flags], draft, work))) return;
  }
  work.report('no C++ compiler here works; fetching one (zig, 80 MB)');
  const zig = join(draft, 'zig');
  const requirements = inProject('setup', 'native', 'zig-requirements.txt');
  const options = ['--quiet', '--no-deps', '--no-cache-dir', '--require-hashes', '--target', zig];
  await mustSucceed([...pip, 'install', ...options, '-r', requirements], draft, work);
  const env = {
    ZIG_GLOBAL_CACHE_DIR: join(draft, 'zig-cache'),
    ZIG_LOCAL_CACHE_DIR: join(draft, 'zig-cache'),
  };
  if (!(await compiles([join(zig, 'ziglang', 'zig'), 'c++', ...flags], draft, { ...work, env }))) {
    throw new SetupProblem('Cannot build native TensorFlow: no C++ compiler could compile its binding', {
      mend: 'sudo apt-get install -y g++ && npm run native',
      log: work.log,
    });
  }
}

/**
 * @param {string[]} command
 * @param {string} cwd
 * @param {Work & { env?: Record<string, string> }} work
 */
async function compiles(command, cwd, work) {
  if ((await runProgram(command, { ...work, cwd })).code !== 0) return false;
  return (
    (await runProgram([process.execPath, '-e', `require('./${bindingName}')`], { ...work, cwd })).code === 0
  );
}

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { isShared } from '../access/shared-mark.mjs';
import { findPip, findPython, pythonMend } from '../programs/python.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { cacheFolder, inProject, setupFolder } from '../project-paths.mjs';
import { bindingName, compileBinding } from './compile-binding.mjs';
import { mustSucceed, tfjsNode } from './work.mjs';

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const wheelFor = [
  '--python-version=3.11',
  '--implementation=cp',
  '--abi=cp311',
  '--platform=manylinux2014_x86_64',
  '--platform=manylinux_2_17_x86_64',
];

/** @typedef {import('./work.mjs').Work} Work */

/** Where it is built: one copy for all clones of this user, or one inside a project that serves other users. */
function workshop() {
  const folder = isShared() ? join(setupFolder, 'native') : cacheFolder();
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @returns {string} the name of the folder of the built binding; it exists only as a whole */
function builtName() {
  const version = JSON.parse(readFileSync(join(tfjsNode, 'package.json'), 'utf8')).version;
  const wheel = readFileSync(inProject('setup', 'native', 'libtensorflow-requirements.txt'), 'utf8').split(
    ' ',
  )[0];
  return `tfjs-node-${version}-${wheel?.replace('==', '-')}`;
}

/** @returns {string | undefined} the binding that an earlier set-up built, of this project or another clone */
export function builtBinding() {
  const folder = join(workshop(), builtName());
  const own = join(cacheFolder(), builtName());
  if (!existsSync(join(folder, bindingName)) && existsSync(join(own, bindingName))) takeOver(own, folder);
  return existsSync(join(folder, bindingName)) ? join(folder, bindingName) : undefined;
}

/** @param {string} from @param {string} to a folder that exists only as a whole */
function takeOver(from, to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, `${to}.part`, { recursive: true });
  renameSync(`${to}.part`, to);
}

/**
 * Builds tfjs-node's binding on the TensorFlow library out of the PyPI wheel `tensorflow-cpu`: no download host but
 * the package registries, no node-gyp. The compiler is `$CXX`, g++, clang++ or, from PyPI, zig.
 * @param {Work} work
 * @returns {Promise<string>} path of the binding
 * @throws {SetupProblem} where this system is another one, or a part cannot be had
 */
export async function buildBinding(work) {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !usesGlibc()) {
    throw new SetupProblem('Cannot build native TensorFlow: that works on Linux x64 with glibc only', {
      mend: 'nothing; the lecture runs without it',
    });
  }
  const folder = join(workshop(), builtName());
  const draft = mkdtempSync(join(workshop(), 'build-'));
  try {
    const pip = await unpackLibrary(draft, work);
    await compileBinding(draft, libraries, pip, work);
    await runProgram(['strip', '-s', ...libraries], { ...work, cwd: draft }); // without binutils: 0.15 GB more
    for (const file of readdirSync(draft)) {
      if (!libraries.includes(file) && file !== bindingName) rmSync(join(draft, file), { recursive: true });
    }
    if (!existsSync(join(folder, bindingName))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
    }
    return join(folder, bindingName);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {string} draft
 * @param {Work} work
 * @returns {Promise<string[]>} the pip that fetched it
 */
async function unpackLibrary(draft, work) {
  const python = findPython();
  const pip = python && (await findPip(python, work.onChild));
  if (!python || !pip) {
    throw new SetupProblem('Cannot build native TensorFlow: there is no Python with pip', {
      mend: pythonMend(),
    });
  }
  work.report('fetching the TensorFlow library (190 MB)');
  const requirements = inProject('setup', 'native', 'libtensorflow-requirements.txt');
  const options = [
    '--quiet',
    '--no-deps',
    '--no-cache-dir',
    '--require-hashes',
    '--only-binary=:all:',
    ...wheelFor,
  ];
  const commands = [
    [...pip, 'download', ...options, '-r', requirements],
    [python.command, inProject('setup', 'native', 'unpack-libtensorflow.py')],
  ];
  for (const command of commands) await mustSucceed(command, draft, work);
  for (const library of libraries) renameSync(join(draft, 'tensorflow', library), join(draft, library));
  return pip;
}

function usesGlibc() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime !== undefined;
}

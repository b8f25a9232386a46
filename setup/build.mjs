import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, logFile, root } from './project-paths.mjs';
import { runProgram } from './run-program.mjs';
import { SetupProblem } from './setup-problem.mjs';

const stamp = inProject('dist', '.build-stamp');
const link = inProject('node_modules', 'bayes-notebooks');
const plotly = {
  from: inProject('node_modules', 'plotly.js-dist', 'plotly.js'),
  to: inProject('jupyter', 'labextensions', 'bayes-plotly', 'static', 'plotly.js'),
};

/** @type {import('./set-up.mjs').Step} */
export const build = {
  name: 'build',
  isDone: () => stampIsCurrent() && linkIsRight() && plotlyIsCopied(),
  async run({ onChild }) {
    if (!stampIsCurrent()) await compile(onChild);
    if (!linkIsRight()) linkPackage();
    if (!plotlyIsCopied()) copyPlotly();
    return undefined;
  },
};

/** @param {(pid: number | undefined) => void} [onChild] */
async function compile(onChild) {
  const hash = sourceHash();
  const log = logFile('build');
  rmSync(log, { force: true });
  // Without the stamp dist/ may be half there, and the compiler's own record must not vouch for it.
  if (!existsSync(stamp)) rmSync(inProject('dist', '.tsbuildinfo'), { force: true });
  rmSync(stamp, { force: true });
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runProgram([process.execPath, compiler, '-p', 'tsconfig.build.json'], {
    log,
    onChild,
  });
  if (code !== 0) {
    const errors = output.split('\n').filter((line) => /error TS\d+/.test(line));
    const first = (errors[0] ?? output.trim().split('\n').at(-1) ?? 'the compiler gave no reason')
      .trim()
      .replace(/\.$/, '');
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    throw new SetupProblem(`Cannot compile the project: ${first}${more}`, {
      mend: 'npm run build, after correcting the file',
      log,
    });
  }
  await compileKernels(log, onChild);
  writeFileSync(stamp, hash);
}

/**
 * The fused kernels' inner loops: AssemblyScript to WebAssembly, over a memory that is handed to them.
 * @param {string} log
 * @param {(pid: number | undefined) => void} [onChild]
 */
async function compileKernels(log, onChild) {
  const compiler = inProject('node_modules', 'assemblyscript', 'bin', 'asc.js');
  const from = 'lib/fused/assembly/index.ts';
  const to = 'dist/lib/fused/kernels.wasm';
  const memory = ['--runtime', 'stub', '--importMemory', '--noExportMemory'];
  const speed = ['-O3', '--noAssert', '--enable', 'simd', '--disableWarning', 'AS112'];
  const command = [process.execPath, compiler, from, '--outFile', to, ...memory, ...speed];
  const { code, output } = await runProgram(command, { log, onChild });
  if (code === 0) return;
  const reason = output.split('\n').find((line) => line.startsWith('ERROR')) ?? 'the compiler gave no reason';
  throw new SetupProblem(`Cannot compile the fused kernels: ${reason}`, {
    mend: 'npm run build, once the file is corrected',
    log,
  });
}

function stampIsCurrent() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash();
}

/** One hash of all that the compiled code depends on. */
function sourceHash() {
  const config = JSON.parse(readFileSync(inProject('tsconfig.build.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
    hash.update(readFileSync(inProject(file)));
  for (const folder of config.include) {
    for (const file of filesBelow(inProject(folder)))
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]} absolute paths, sorted; none where the folder does not exist
 */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** Notebooks and `require('bayes-notebooks')` find the library by this link; npm's own `file:.` breaks `npm ci`. */
function linkPackage() {
  rmSync(link, { recursive: true, force: true });
  symlinkSync(
    process.platform === 'win32' ? root : '..',
    link,
    process.platform === 'win32' ? 'junction' : 'dir',
  );
}

function linkIsRight() {
  return (
    lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true &&
    existsSync(link) &&
    realpathSync(link) === realpathSync(root)
  );
}

/** JupyterLab's figure renderer loads plotly.js from its own folder, so that figures need no network. */
function copyPlotly() {
  mkdirSync(dirname(plotly.to), { recursive: true });
  const draft = `${plotly.to}.${process.pid}`;
  copyFileSync(plotly.from, draft);
  renameSync(draft, plotly.to);
}

/** @returns {boolean} whether the renderer's folder holds the plotly.js of the installed package */
export function plotlyIsCopied() {
  return (
    statSync(plotly.to, { throwIfNoEntry: false })?.size ===
    statSync(plotly.from, { throwIfNoEntry: false })?.size
  );
}

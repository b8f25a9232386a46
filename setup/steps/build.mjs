import { copyFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject, root } from '../project-paths.mjs';
import { sourcesOf } from '../typescript-sources.mjs';
import { compileTypescript } from './compile-typescript.mjs';
import { leadsTo, linkFolder } from './folder-link.mjs';
import { npmPackages } from './npm-packages.mjs';
import { SourceStamp } from './source-stamp.mjs';
import { declarationsAreWritten, removeDeclarations, writeDeclarations } from './write-declarations.mjs';

const lectureProject = 'tsconfig.build.json';
const commandsProject = 'tsconfig.commands.json';
const sharedSources = ['package-lock.json', 'tsconfig.json', lectureProject];

const stamp = new SourceStamp('dist/.build-stamp', () => [...sharedSources, ...sourcesOf(lectureProject)]);
const commandsStamp = new SourceStamp('dist/.commands-stamp', () => [
  ...sharedSources,
  commandsProject,
  ...sourcesOf(lectureProject),
  ...sourcesOf(commandsProject),
]);

/** Notebooks and `require('bayes-notebooks')` find the library by this link; npm's own `file:.` breaks `npm ci`. */
const link = inProject('node_modules', 'bayes-notebooks');
const typesInCells = {
  from: inProject('lib', 'figures', 'plotly-in-cells.d.ts'),
  to: inProject('dist', 'lib', 'figures', 'plotly.d.ts'),
};
const plotly = {
  from: inProject('node_modules', 'plotly.js-dist', 'plotly.js'),
  to: inProject('jupyter', 'labextensions', 'bayes-plotly', 'static', 'plotly.js'),
};

/**
 * What the lecture needs: the library, the kernel and what runs a notebook.
 * @type {import('./step.mjs').Step}
 */
export const build = {
  name: 'build',
  needs: [npmPackages],
  isDone: () => stamp.isCurrent() && leadsTo(link, root) && declarationsAreWritten() && plotlyIsCopied(),
  async run({ onChild }) {
    if (!stamp.isCurrent()) {
      removeDeclarations();
      await compileTypescript('build', lectureProject, stamp, onChild);
    }
    copyFileSync(typesInCells.from, typesInCells.to);
    if (!leadsTo(link, root)) linkFolder(link, root);
    if (!declarationsAreWritten()) await writeDeclarations(onChild);
    if (!plotlyIsCopied()) copyPlotly();
    return undefined;
  },
};

/**
 * The grader, the generator and the benchmark, half of the compiler's work: `npm start` leaves them out.
 * @type {import('./step.mjs').Step}
 */
export const commandsBuild = {
  name: 'build of the commands',
  needs: [build],
  isDone: () => commandsStamp.isCurrent(),
  async run({ onChild }) {
    await compileTypescript('commands', commandsProject, commandsStamp, onChild);
    return undefined;
  },
};

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

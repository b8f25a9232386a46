import { lectureNotebooks } from '../jupyter/lecture-notebook.mjs';
import { systemLanguage } from '../language.mjs';
import { showProgress } from '../programs/progress.mjs';
import { withoutFolders } from '../programs/shell-line.mjs';
import { inProject } from '../project-paths.mjs';
import { keptTimes } from '../steps/kept-times.mjs';
import { timeFirstFigure } from './first-figure.mjs';

const notMeasured = 'not measured';

/** @typedef {{ part: string, seconds?: number, note: string, counts: boolean }} Row `counts`: adds to the total */

/**
 * Prints how long each part takes from `npm start` on a fresh clone to the first figure.
 * @returns {Promise<number>} exit code: 1 where the first figure cannot be had
 */
export async function printTimings() {
  const lang = systemLanguage(process.env);
  const notebook = lectureNotebooks(lang).get(1) ?? `notebooks/${lang}/01-*.ipynb`;
  /** @type {import('./first-figure.mjs').FirstFigureSeconds | undefined} */
  let now;
  try {
    await showProgress('running the lecture up to its first figure', async () => {
      now = await timeFirstFigure(inProject(notebook));
      return undefined;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`Cannot time the first figure of ${notebook}: ${reason}. Mend it with: npm run doctor`);
  }
  const rows = timingRows(keptTimes(), now);
  console.log(`\n${timingsTable(rows)}`);
  console.log('\nThe time in which the browser loads JupyterLab is not in it.');
  if (rows.some(({ note }) => note === notMeasured))
    console.log(
      `The set-up and the start note their times when they run: ${withoutFolders(['node_modules', 'dist', '.venv'], 'npm start')}`,
    );
  return now ? 0 : 1;
}

/**
 * @param {Record<string, import('../steps/kept-times.mjs').Timing>} kept
 * @param {import('./first-figure.mjs').FirstFigureSeconds} [now]
 * @returns {Row[]} in the order of a start
 */
export function timingRows(kept, now) {
  /** @param {string} part @param {string} about @param {boolean} counts @returns {Row} */
  const earlier = (part, about, counts) => {
    const { seconds, at } = kept[part] ?? {};
    return { part, seconds, counts, note: at ? `${about}, on ${at.slice(0, 10)}` : notMeasured };
  };
  /** @param {string} part @param {number | undefined} seconds @param {string} about @returns {Row} */
  const measured = (part, seconds, about) => ({
    part,
    seconds,
    counts: true,
    note: seconds === undefined ? 'not measured: npm run doctor says why' : about,
  });
  return [
    earlier('npm packages', 'in the set-up', false),
    earlier('build', 'in the set-up, after the npm packages', false),
    earlier('fused kernels', 'in the set-up, beside the build', false),
    earlier('native TensorFlow', 'in the set-up, beside the build', false),
    earlier('JupyterLab', 'in the set-up, beside the npm packages', false),
    earlier('set-up', 'these together', true),
    earlier('starting JupyterLab', 'until it answers', true),
    measured('kernel', now?.kernel, 'measured now'),
    measured('importing the library', now?.library, "measured now, tslab's type check included"),
    measured('first figure', now?.figure, 'measured now, until the browser has it'),
  ];
}

/**
 * @param {Row[]} rows
 * @returns {string}
 */
export function timingsTable(rows) {
  const counted = rows.filter((row) => row.counts);
  const known = counted.filter(({ seconds }) => seconds !== undefined);
  const total = {
    part: 'npm start to first figure',
    seconds: known.reduce((sum, { seconds = 0 }) => sum + seconds, 0),
    note: known.length === counted.length ? 'the parts not indented' : 'without what was not measured',
    counts: true,
  };
  const width = Math.max(...[...rows, total].map(({ part }) => part.length)) + 2;
  return [...rows, total]
    .map(({ part, seconds, note, counts }) => {
      const name = `${counts ? '' : '  '}${part}`.padEnd(width);
      return `${name}  ${seconds === undefined ? '       ' : `${seconds.toFixed(1).padStart(5)} s`}  ${note}`;
    })
    .join('\n');
}

import { secondsSince, TerminalLine } from './terminal-line.mjs';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @typedef {(text: string) => void} Report says what a step is doing just now */
/** @typedef {{ name: string, started: number, doing: string }} Shown a step that runs; `started` by performance.now() */

/**
 * The steps that are shown now, in the order in which they began.
 * @type {Shown[]}
 */
const shown = [];
const line = new TerminalLine(process.stdout);
let frame = 0;

/**
 * Shows a step while it runs, and its time when it has ended: on a terminal all that run side by side share one
 * moving line, elsewhere each has plain lines of its own.
 * @param {string} name
 * @param {(report: Report) => Promise<string | undefined>} work resolves to a sentence where the step ended without
 *   what it was for, though the rest can go on
 */
export async function showProgress(name, work) {
  const step = { name, started: performance.now(), doing: '' };
  shown.push(step);
  if (!line.moves) line.write(`  ${name} ...`);
  line.keep(() => movingLine(shown, performance.now(), frame++));
  /** @param {string} words */
  const finish = (words) => {
    shown.splice(shown.indexOf(step), 1);
    if (shown.length === 0) line.end();
    line.write(words);
  };
  const ended = () => `${name} (${secondsSince(step.started)})`;
  try {
    const lacking = await work((text) => {
      step.doing = text;
      if (!line.moves) line.write(`    ${name}: ${text} (${secondsSince(step.started)})`);
    });
    finish(lacking ? `– ${ended()}: ${lacking}` : `✓ ${ended()}`);
  } catch (error) {
    finish(`✗ ${ended()}`);
    throw error;
  }
}

/**
 * @param {Shown[]} steps
 * @param {number} now by performance.now()
 * @param {number} count of the line before this one
 * @returns {string}
 */
export function movingLine(steps, now, count) {
  const parts = steps.map(
    ({ name, started, doing }) => `${name} ${secondsSince(started, now)}${doing && `  ${doing}`}`,
  );
  return `${frames[count % frames.length]} ${parts.join(' · ')}`;
}

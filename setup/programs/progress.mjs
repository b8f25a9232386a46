const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @typedef {(text: string) => void} Report says what a step is doing just now */
/** @typedef {{ name: string, started: number, doing: string }} Shown a step that runs; `started` by performance.now() */

/**
 * The steps that are shown now, in the order in which they began.
 * @type {Shown[]}
 */
const shown = [];
/** @type {NodeJS.Timeout | undefined} */
let ticker;
let frame = 0;

/**
 * Shows a step while it runs, and its time when it has ended: on a terminal all that run side by side share one
 * moving line, elsewhere each has plain lines of its own.
 * @param {string} name
 * @param {(report: Report) => Promise<string | undefined>} work resolves to a sentence where the step ended without
 *   what it was for, though the rest can go on
 * @param {NodeJS.WriteStream} [out]
 */
export async function showProgress(name, work, out = process.stdout) {
  const step = { name, started: performance.now(), doing: '' };
  const moving = Boolean(out.isTTY) && !process.env.CI;
  const draw = () =>
    out.write(`\r\x1b[2K${movingLine(shown, performance.now(), frame++, out.columns || 80)}`);
  shown.push(step);
  if (moving) ticker ??= setInterval(draw, 100);
  else out.write(`  ${name} ...\n`);
  /** @param {string} line */
  const finish = (line) => {
    shown.splice(shown.indexOf(step), 1);
    if (shown.length === 0) {
      clearInterval(ticker);
      ticker = undefined;
    }
    out.write(`${moving ? '\r\x1b[2K' : ''}${line}\n`);
  };
  const ended = () => `${name} (${seconds(step, performance.now())})`;
  try {
    const lacking = await work((text) => {
      step.doing = text;
      if (!moving) out.write(`    ${name}: ${text} (${seconds(step, performance.now())})\n`);
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
 * @param {number} columns
 * @returns {string} shorter than the terminal is wide
 */
export function movingLine(steps, now, count, columns) {
  const parts = steps.map((step) => `${step.name} ${seconds(step, now)}${step.doing && `  ${step.doing}`}`);
  const line = `${FRAMES[count % FRAMES.length]} ${parts.join(' · ')}`;
  return [...line].slice(0, columns - 1).join('');
}

/**
 * @param {Shown} step
 * @param {number} now
 */
const seconds = ({ started }, now) => `${((now - started) / 1000).toFixed(1)} s`;

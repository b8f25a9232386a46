const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @typedef {(text: string) => void} Report says what a step is doing just now */

/**
 * Shows a step while it runs, and its time when it has ended: one moving line on a terminal, plain lines elsewhere.
 * @param {string} name
 * @param {(report: Report) => Promise<string | undefined>} work resolves to a sentence where the step ended without
 *   what it was for, though the rest can go on
 * @param {NodeJS.WriteStream} [out]
 */
export async function showProgress(name, work, out = process.stdout) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const moving = Boolean(out.isTTY) && !process.env.CI;
  let doing = '';
  let frame = 0;
  const draw = () => {
    const line = `${FRAMES[frame++ % FRAMES.length]} ${name} ${seconds()}${doing && `  ${doing}`}`;
    out.write(`\r\x1b[2K${[...line].slice(0, (out.columns || 80) - 1).join('')}`);
  };
  const ticker = moving ? setInterval(draw, 100) : undefined;
  if (!moving) out.write(`  ${name} ...\n`);
  /** @param {string} line */
  const finish = (line) => {
    clearInterval(ticker);
    out.write(`${moving ? '\r\x1b[2K' : ''}${line}\n`);
  };
  try {
    const lacking = await work((text) => {
      doing = text;
      if (!moving) out.write(`    ${text} (${seconds()})\n`);
    });
    finish(lacking ? `– ${name} (${seconds()}): ${lacking}` : `✓ ${name} (${seconds()})`);
  } catch (error) {
    finish(`✗ ${name} (${seconds()})`);
    throw error;
  }
}

import { showBackendTable } from '../doctor/backends.mjs';
import { PARTS } from '../doctor/parts.mjs';
import { printTimings } from '../doctor/timings.mjs';
import { readOptions } from './options.mjs';

const HELP = `Usage: npm run doctor [-- --timings]

Looks at each part that the lecture needs, by using it: ✓ works, – missing but the lecture runs without it,
✗ broken. Each line that is not ✓ ends with the command that mends it. Then the backends are measured on the lecture's
nets. Exit code 1 where the lecture cannot run.
  --timings   instead: how long each part takes from npm start on a fresh clone to the first figure, the set-up's as
              they were noted when it ran, the kernel's measured now`;

/** @param {string[]} argv */
export async function run(argv) {
  const { help, timings } = readOptions('doctor', argv, {
    timings: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (help) {
    console.log(HELP);
    return 0;
  }
  if (timings) return printTimings();
  let lectureRuns = true;
  for (const { name, needed, look } of PARTS) {
    const finding = await look();
    const mark = finding.works ? '✓' : needed ? '✗' : '–';
    if (mark === '✗') lectureRuns = false;
    const mend = finding.mend ? `. Mend it with: ${finding.mend}` : '';
    console.log(`${mark} ${name.padEnd(16)} ${finding.says}${mend}`);
  }
  if (lectureRuns) await showBackendTable(console.log);
  console.log(lectureRuns ? '\nThe lecture can run.' : '\nThe lecture cannot run yet.');
  return lectureRuns ? 0 : 1;
}

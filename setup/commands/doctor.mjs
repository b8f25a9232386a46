import { showBackendTable } from '../doctor/backends.mjs';
import { findings } from '../doctor/parts.mjs';
import { printTimings } from '../doctor/timings.mjs';
import { defineCommand } from './command.mjs';
import { flag } from './options.mjs';

export const command = defineCommand({
  name: 'doctor',
  summary: 'look at each part and say what mends it',
  help: `Usage: npm run doctor [-- --timings]

Looks at each part that the lecture needs, by using it: ✓ works, – missing but the lecture runs without it,
✗ broken. Each line that is not ✓ ends with the command that mends it. Then the backends are measured on the lecture's
nets. Exit code 1 where the lecture cannot run.
  --timings   instead: how long each part takes from npm start on a fresh clone to the first figure, the set-up's as
              they were noted when it ran, the kernel's measured now`,
  options: { timings: flag },
  async run({ timings }) {
    if (timings) return printTimings();
    let lectureRuns = true;
    for await (const { name, needed, works, says, mend } of findings()) {
      const mark = works ? '✓' : needed ? '✗' : '–';
      if (mark === '✗') lectureRuns = false;
      console.log(`${mark} ${name.padEnd(16)} ${says}${mend ? `. Mend it with: ${mend}` : ''}`);
    }
    if (lectureRuns) await showBackendTable(console.log);
    console.log(lectureRuns ? '\nThe lecture can run.' : '\nThe lecture cannot run yet.');
    return lectureRuns ? 0 : 1;
  },
});

import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag } from './options.mjs';

export const command = defineCommand({
  name: 'exercises',
  summary: 'write what is generated from the exercises',
  help: `Usage: npm run exercises [-- --check]

Writes what is generated from the folders of exercises/ and from lecture/: the catalogue of the exercises and lectures,
the list of the markings, and each exercise's public checks.

  --check   writes nothing; names what is out of date

Exit status: 0 done, or all up to date; 1 something is out of date or cannot be listed; 2 wrong usage.`,
  options: { check: flag },
  run: async (options) => (await compiled('generator/exercises-command')).run(options),
});

import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag } from './options.mjs';
import { UsageError } from './usage-error.mjs';

export const command = defineCommand({
  name: 'notebooks',
  summary: 'write the notebooks from their one source',
  help: `Usage: npm run notebooks [-- --execute | --check] [--yes]

Writes notebooks/ and solutions/ from their one source, the lectures in lecture/.
Solved notebooks keep their outputs where the code is unchanged.
  --execute   also runs the solved notebooks in the TypeScript kernel and stores outputs and pictures (needs Chromium)
  --check     writes nothing; says what differs in source, tags or metadata, and what a solved notebook lacks
  --yes       replaces edited notebooks in notebooks/ without asking; each is backed up beside itself first

Exit status: 0 done, or all in step; 1 something differs, a cell failed or an edited notebook was left as it is;
2 wrong usage.`,
  options: { execute: flag, check: flag, yes: flag },
  async run(options) {
    if (options.check && options.execute) throw new UsageError('--check and --execute exclude each other');
    return (await compiled('generator/notebooks-command')).run(options);
  },
});

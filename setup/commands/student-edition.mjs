import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { oneWord } from './options.mjs';

export const command = defineCommand({
  name: 'student-edition',
  summary: 'write the package for students',
  help: `Usage: npm run student-edition -- DIR

Writes the package for students into the new or empty folder DIR: without solutions, hidden checks and the tests
that need them. npm start, npm test and the self-checks work in it.`,
  options: { folder: oneWord('folder') },
  run: async (options) => (await compiled('generator/student-edition-command')).run(options),
});

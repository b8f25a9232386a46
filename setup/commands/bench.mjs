import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag, number, text, wholeNumber } from './options.mjs';

export const command = defineCommand({
  name: 'bench',
  summary: 'measure the speed',
  help: async () => (await compiled('bench/bench-command')).help,
  options: {
    only: text,
    json: text,
    docs: flag,
    'no-peers': flag,
    against: text,
    rounds: wholeNumber(1, 9999),
    'at-most': number(0, 1000),
  },
  run: async (options) => (await compiled('bench/bench-command')).run(options),
});

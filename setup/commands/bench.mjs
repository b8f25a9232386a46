import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag, text } from './options.mjs';

export const command = defineCommand({
  name: 'bench',
  summary: 'measure the speed',
  help: async () => (await compiled('bench/bench-command')).help,
  options: { only: text, json: text, docs: flag, 'no-peers': flag },
  run: async (options) => (await compiled('bench/bench-command')).run(options),
});

import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag, text, wholeNumber } from './options.mjs';
import { UsageError } from './usage-error.mjs';

export const command = defineCommand({
  name: 'site',
  summary: 'build the lectures as a web site that runs in a browser',
  help: `Usage: npm run site [-- OPTIONS]

Builds a static site on which the lectures run in a browser, in TypeScript, with nothing to install: the student's
notebooks in both languages, without solutions. Any web server publishes it, below any path.
  --out DIR   the folder that gets it (default site); a site that stands there is replaced
  --serve     serve it on this computer afterwards. Ctrl+C stops it
  --port N    with --serve: listen on port N (default 8900)

Exit status: 0 built; 1 a part of it cannot be built; 2 wrong usage.`,
  options: { out: text, serve: flag, port: wholeNumber(1, 65535) },
  async run(options) {
    if (options.port !== undefined && !options.serve) throw new UsageError('--port needs --serve');
    return (await compiled('generator/site/site-command')).run(options);
  },
});

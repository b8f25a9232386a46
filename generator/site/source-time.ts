import { spawnSync } from 'node:child_process';
import { SetupProblem } from '#setup/programs/setup-problem.mjs';

/**
 * The time that the site's files bear, the same in each build of the same sources: that of the last commit, or what
 * SOURCE_DATE_EPOCH says, as in all reproducible builds.
 *
 * @param root folder of the project
 * @returns whole seconds since 1970
 * @throws {SetupProblem} where neither is to be had
 */
export function sourceTime(root: string, { SOURCE_DATE_EPOCH } = process.env): number {
  const git = () => spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).stdout;
  const given = (SOURCE_DATE_EPOCH ?? git() ?? '').trim();
  if (/^\d+$/.test(given)) return Number(given);
  throw new SetupProblem(
    `Cannot build the site: its files' time must be that of a git commit or whole seconds, got ${given || 'none'}`,
    { mend: 'SOURCE_DATE_EPOCH=$(date +%s) npm run site' },
  );
}

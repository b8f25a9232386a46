import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '#setup/programs/setup-problem.mjs';

/**
 * The time that the site's files bear, the same in each build of the same sources: what SOURCE_DATE_EPOCH says, as in
 * all reproducible builds, else that of the last commit, else, without git, that of package.json.
 *
 * @param root folder of the project
 * @returns whole seconds since 1970
 * @throws {SetupProblem} where SOURCE_DATE_EPOCH says something else
 */
export function sourceTime(root: string, { SOURCE_DATE_EPOCH } = process.env): number {
  if (SOURCE_DATE_EPOCH === undefined) return commitTime(root) ?? packageTime(root);
  if (/^\d{1,10}$/.test(SOURCE_DATE_EPOCH)) return Number(SOURCE_DATE_EPOCH);
  throw new SetupProblem(
    `Cannot build the site: SOURCE_DATE_EPOCH must be whole seconds since 1970, got ${SOURCE_DATE_EPOCH}`,
    { mend: 'unset SOURCE_DATE_EPOCH; npm run site' },
  );
}

function commitTime(root: string): number | undefined {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

const packageTime = (root: string): number => Math.floor(statSync(join(root, 'package.json')).mtimeMs / 1000);

/**
 * The check of the rooms: no circle of files, no import from a lower room to a higher one (.dependency-cruiser.mjs has
 * the order), and few pairs of folders that import each other. Exit code 1 where one does not hold.
 */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rooms } from '../../.dependency-cruiser.mjs';
import { inProject, root } from '../project-paths.mjs';

/** Pairs of folders that may import each other. */
const mostPairs = 3;

/**
 * Finds the folders that import each other; a folder and one inside it are two.
 * @param {{ source: string, dependencies: { resolved: string, coreModule?: boolean }[] }[]} modules the files, with what they import
 * @returns {[string, string][]} in alphabetical order
 */
export function folderPairs(modules) {
  const arrows = new Set(
    modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ coreModule }) => !coreModule)
        .map(({ resolved }) => `${posix.dirname(source)} ${posix.dirname(resolved)}`),
    ),
  );
  return [...arrows]
    .map((arrow) => /** @type {[string, string]} */ (arrow.split(' ')))
    .filter(([from, to]) => from < to && arrows.has(`${to} ${from}`))
    .sort();
}

/**
 * Follows the imports of a project.
 * @param {string} project its folder
 * @returns {Promise<import('dependency-cruiser').ICruiseResult>} with the rules that are broken in its summary
 */
export async function cruiseRooms(project) {
  const { cruise } = await import('dependency-cruiser');
  const { default: extractOptions } = await import('dependency-cruiser/config-utl/extract-depcruise-options');
  const { default: extractTsConfig } = await import('dependency-cruiser/config-utl/extract-ts-config');
  const options = await extractOptions(inProject('.dependency-cruiser.mjs'));
  const { output } = await cruise(
    [...Object.keys(rooms), 'test'].filter((room) => existsSync(join(project, room))),
    { ...options, baseDir: project },
    undefined,
    { tsConfig: extractTsConfig(join(project, 'tsconfig.json')) },
  );
  return /** @type {import('dependency-cruiser').ICruiseResult} */ (output);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, summary } = await cruiseRooms(root);
  for (const { rule, from, to, cycle } of summary.violations) {
    console.log(`${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' -> ')}`);
  }
  const pairs = folderPairs(modules);
  console.log(`${pairs.length} pairs of folders import each other; at most ${mostPairs} may`);
  for (const pair of pairs) console.log(`  ${pair.join(' <-> ')}`);
  process.exitCode = summary.error > 0 || pairs.length > mostPairs ? 1 : 0;
}

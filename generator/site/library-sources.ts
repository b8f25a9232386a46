import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The library's sources by their names without `.ts`, as `showSource` asks for them: those that stand in lib/ itself.
 *
 * @param root folder of the project
 */
export function librarySources(root: string): Record<string, string> {
  const folder = join(root, 'lib');
  const files = readdirSync(folder).filter((file) => /^[a-z0-9-]+\.ts$/.test(file));
  return Object.fromEntries(
    files.sort().map((file) => [basename(file, '.ts'), readFileSync(join(folder, file), 'utf8')]),
  );
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A hash of all code of the grader, the exercises and the library: whatever could change a mark changes it. */
export function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  const root = join(__dirname, '..', '..');
  for (const folder of ['grader', 'exercises', 'lib']) {
    const names = readdirSync(join(root, folder), { recursive: true }) as string[];
    for (const file of names
      .map((name) => join(folder, name))
      .filter(isSource)
      .sort())
      hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** What the sandbox bundles at first use, in grader/runtime/, is made from the rest. */
const isSource = (file: string): boolean =>
  /\.(js|ts|json)$/.test(file) && !file.endsWith('.d.ts') && !file.startsWith(join('grader', 'runtime', sep));

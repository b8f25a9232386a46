import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash of all code of the grader, the exercises and the library: whatever could change a mark changes it. */
export function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  const root = join(__dirname, '..', '..');
  for (const folder of ['grader', 'exercises', 'lib']) {
    const files = readdirSync(join(root, folder), { recursive: true }) as string[];
    for (const file of files.filter(isSource).sort())
      hash.update(`${folder}/${file}\0`).update(readFileSync(join(root, folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** What the sandbox bundles at first use, in runtime/, is made from the rest. */
const isSource = (name: string): boolean =>
  /\.(js|ts|json)$/.test(name) && !name.endsWith('.d.ts') && !name.startsWith('runtime');

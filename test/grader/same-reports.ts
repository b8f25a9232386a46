import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Every file of a folder of reports, to be compared with another run's: without the seconds that a run took and the
 * moment when JUnit's was written.
 *
 * @param out the folder; what belongs to the run and not to its reports is left out
 */
export function reportsIn(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['journal.jsonl', 'farm.json'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      relative(out, file),
      readFileSync(file, 'utf8')
        .replaceAll(/("(?:seconds|execution_time)": ?|time=")[\d.]+/g, '$10')
        .replaceAll(/timestamp="[^"]+"/g, ''),
    ]),
  );
}

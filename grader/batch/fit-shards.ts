import { UsageError } from '#setup/commands/usage-error.mjs';
import type { ShardRecord } from './shard-record';

/** A part of a class, and where it lies. */
export interface FoundShard {
  folder: string;
  record: ShardRecord;
}

/**
 * Whether parts make one whole class, graded by one grader under one seed.
 *
 * @param found at least one
 * @param fingerprint of this grader, which writes the reports
 * @throws {UsageError} where they do not, with the first part that does not fit, or the parts that are missing
 */
export function mustFitTogether(found: readonly FoundShard[], fingerprint: string): void {
  const [first, ...others] = found as [FoundShard, ...FoundShard[]];
  for (const { folder, record } of found)
    if (record.fingerprint !== fingerprint)
      fail(
        folder,
        `another grader has graded it, ${record.fingerprint} on Node ${record.node}, and this one is ${fingerprint} on Node ${process.version}. Grade and merge by the same commit and the same Node`,
      );
  for (const { folder, record } of others) {
    const { of, seed } = first.record;
    if (record.of !== of)
      fail(folder, `it is one of ${record.of} parts, and ${first.folder} is one of ${of}`);
    if (record.class !== first.record.class)
      fail(
        folder,
        `it is a part of another class than ${first.folder} (${hands(record.count)} and ${hands(first.record.count)}): each machine must find the same files under the same names`,
      );
    if (record.seed !== seed)
      fail(
        folder,
        `its seed is ${record.seed}, and that of ${first.folder} is ${seed}. Give all the same --seed`,
      );
  }
  mustBeComplete(found, first.record.of);
}

function mustBeComplete(found: readonly FoundShard[], of: number): void {
  const folders = new Map<number, string>();
  for (const { folder, record } of found) {
    const other = folders.get(record.part);
    if (other !== undefined) fail(folder, `part ${record.part}/${of} stands in ${other} already`);
    folders.set(record.part, folder);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((part) => !folders.has(part));
  if (missing.length === 0) return;
  const named = missing.slice(0, 5).map((part) => `${part}/${of}`);
  throw new UsageError(
    `Cannot merge ${found.length} of ${of} parts: each must be there, and ${named.join(', ')}${missing.length > 5 ? ', …' : ''} ${missing.length > 1 ? 'are' : 'is'} missing. Grade ${missing.length > 1 ? 'them' : 'it'} by --shard ${named[0]}, and name every part's folder`,
  );
}

const hands = (count: number): string => `${count} hand-in${count === 1 ? '' : 's'}`;

function fail(folder: string, rule: string): never {
  throw new UsageError(`Cannot merge ${folder}: ${rule}`);
}

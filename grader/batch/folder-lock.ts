import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { processIdentity } from '#setup/programs/process-identity.mjs';
import { firstFile } from '../files/first-file';
import { Seal } from './seal';

interface Holder {
  pid: number;
  identity: string;
  host: string;
}

/** A grader on another machine, whose processes cannot be seen from here, shows so often that it runs, in seconds. */
const heartbeat = 20;
/** It counts as killed when it has not been seen for so long, in seconds. */
const longestSilence = 6 * heartbeat;

/**
 * Keeps a folder of reports to one grader at a time. The lock carries the grader's seal, since whoever has handed in the
 * folder could have put one there; one that a killed grader has left is taken over.
 *
 * @returns gives the folder free
 * @throws {UsageError} where another grader is at work in the folder
 */
export function lockFolder(folder: string, graderKey: Buffer): () => void {
  const path = join(folder, 'grading.lock');
  const seal = new Seal(graderKey, 'lock');
  const self: Holder = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
    host: hostname(),
  };
  const line = seal.close(self);
  while (!firstFile(path, line)) {
    const found = lockAt(path);
    if (!found) continue; // given free just now
    const holder = seal.open(found.content) as Holder | undefined;
    if (holder && isAtWork(holder, found.seen))
      throw new UsageError(
        `Cannot grade into ${folder}: one grader at a time may write there, and process ${holder.pid} on ${holder.host} does. Wait for it, or give another folder with --out`,
      );
    discard(path, found.content);
  }
  const beat = setInterval(() => show(path), heartbeat * 1000).unref();
  return () => {
    clearInterval(beat);
    if (lockAt(path)?.content.equals(Buffer.from(line))) rmSync(path, { force: true });
  };
}

/** @returns undefined where nothing stands there; what cannot be read as a lock has no content */
function lockAt(path: string): { content: Buffer; seen: number } | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
    const found = fstatSync(file);
    const content = found.isFile() && found.size < 4096 ? readFileSync(file) : Buffer.alloc(0);
    return { content, seen: found.mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return { content: Buffer.alloc(0), seen: 0 };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const isAtWork = ({ pid, identity, host }: Holder, seen: number): boolean =>
  host === hostname()
    ? processIdentity(pid) === identity
    : Math.abs(Date.now() - seen) < longestSilence * 1000;

/** Takes away a lock that does not hold, unless another grader was quicker and has its own there now. */
function discard(path: string, content: Buffer): void {
  const aside = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    renameSync(path, aside);
    if (lockAt(aside)?.content.equals(content) === false) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true, recursive: true });
  }
}

function show(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {} // the folder was removed: the reports will say so
}

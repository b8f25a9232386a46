import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { GraderFault } from './grader-fault';
import type { Submission } from './read-submission';

/**
 * A submission as it travels to another machine: what a mark depends on and no more, some 20 KB of a notebook of
 * megabytes.
 *
 * @param assignment its lecture's id, which the file's name may have told and which then stands in it
 */
export const packSubmission = (submission: Submission & { ok: true }, assignment: string): Buffer =>
  gzipSync(JSON.stringify({ ...submission, lecture: assignment }));

/**
 * Reads what was packed.
 *
 * @throws {GraderFault} where it cannot be read: the hand-in could, once
 */
export async function readPacked(path: string): Promise<Submission> {
  try {
    return JSON.parse(gunzipSync(await readFile(path)).toString('utf8'));
  } catch (error) {
    throw new GraderFault(`Cannot unpack a submission: ${(error as Error).message}`);
  }
}

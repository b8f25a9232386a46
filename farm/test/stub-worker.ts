/** node stub-worker.ts MILLISECONDS|fault JOBS: a worker whose grader sleeps in the place of grading, or fails. */
import { setTimeout } from 'node:timers/promises';
import { Database } from '../database.ts';
import type { Grader } from '../sandboxed-grader.ts';
import { work } from '../worker.ts';

const [how, jobs] = process.argv.slice(2);
const result = {
  assignment: '01-bayesian-neural-networks',
  seconds: Number(how) / 1000 || 0,
  ...{ exercises: [], manualReview: [], notes: [] },
};

const grader: Grader = {
  sandbox: [],
  async grade() {
    const message = { pl: 'nie ma już deskryptorów', en: 'the grader failed: no file descriptor is left' };
    if (how === 'fault') return { ...result, status: 'grader-fault', message };
    await setTimeout(Number(how));
    return { ...result, status: 'graded', message: { pl: '', en: '' } };
  },
  async close() {},
};

const db = new Database(Number(jobs) + 2);
process.exitCode = await work(Number(jobs), db, grader, 'en');
await db.close();

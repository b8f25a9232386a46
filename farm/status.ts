import { setTimeout } from 'node:timers/promises';
import { say } from '../setup/programs/say.mjs';
import { findBatch } from './batch.ts';
import type { FarmOptions } from './command.ts';
import { type Counts, countsOf } from './counts.ts';
import type { Database } from './database.ts';
import { plainText } from './grader.ts';
import { prometheus } from './prometheus.ts';

/** `--watch` looks so often, in milliseconds. */
const pause = 1000;

/**
 * `npm run farm -- status`: how classes stand; with `--watch` until all is done, redrawn in place on a terminal.
 *
 * @returns the exit status: 3 where the grader has failed on hand-ins so often that a person is asked
 */
export async function status(options: FarmOptions, db: Database): Promise<number> {
  const { out, watch, forPrometheus, language } = options;
  const batch = out === undefined ? undefined : (await findBatch(db, out)).id;
  let drawn = 0;
  let before = '';
  for (;;) {
    const counts = await countsOf(db, batch);
    if (forPrometheus) {
      process.stdout.write(prometheus(counts));
      return 0;
    }
    const lines = counts.flatMap((one) => linesOf(one, language).map((line) => plainText(line)));
    if (lines.length === 0) lines.push(nothing[language]);
    const moves = watch && process.stdout.isTTY === true;
    if (moves && drawn > 0) process.stdout.write(`\u001b[${drawn}A\u001b[J`);
    const stand = counts.map(({ waiting, running, done, failed }) => [waiting, running, done, failed]).join();
    if (moves || stand !== before) for (const line of lines) say(line);
    drawn = lines.length;
    before = stand;
    if (!watch || counts.every(({ waiting, running }) => waiting + running === 0))
      return counts.some(({ failed }) => failed > 0) ? 3 : 0;
    await setTimeout(pause);
  }
}

function linesOf(counts: Counts, language: 'pl' | 'en'): string[] {
  const say = words[language];
  const { name, waiting, running, done, failed, left, at, failures } = counts;
  return [
    `${name}: ${waiting + running + done + failed}`,
    `  ${say.waiting} ${waiting}, ${say.running} ${running}, ${say.done} ${done}, ${say.failed} ${failed}${left && waiting + running > 0 ? say.left(clock(left.least), left.most === undefined ? undefined : clock(left.most)) : ''}`,
    ...at.map(({ worker, key, seconds }) => `  ${worker}: ${key.slice(0, 12)}, ${clock(seconds)}`),
    ...failures.map(({ file, reason }) => `  ${file}: ${reason[language].split('\n')[0]}`),
    ...(failed > 0 ? [`  ${say.retry}`] : []),
  ];
}

const words = {
  pl: {
    waiting: 'czeka',
    running: 'w toku',
    done: 'gotowych',
    failed: 'nieudanych',
    left: (least: string, most?: string) =>
      most ? `; zostało od ${least} do ${most}` : `; zostało co najmniej ${least}`,
    retry: 'jeszcze raz: npm run farm -- retry',
  },
  en: {
    waiting: 'waiting',
    running: 'running',
    done: 'done',
    failed: 'failed',
    left: (least: string, most?: string) =>
      most ? `; ${least} to ${most} left` : `; at least ${least} left`,
    retry: 'once more: npm run farm -- retry',
  },
};

const nothing = { pl: 'nic jeszcze nie oddano', en: 'nothing was handed in yet' };

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

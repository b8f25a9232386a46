import { availableParallelism } from 'node:os';
import { defineCommand } from '../setup/commands/command.mjs';
import {
  flag,
  language,
  languageTyped,
  number,
  someOf,
  text,
  wholeNumber,
} from '../setup/commands/options.mjs';
import { UsageError } from '../setup/commands/usage-error.mjs';
import { warn } from '../setup/programs/say.mjs';
import { Database } from './database.ts';
import { failureSentence } from './grader.ts';

const reports = ['gradescope', 'github', 'junit', 'markdown'] as const;

/** What may be typed, and for which of the commands. */
const options = {
  words: { type: 'words' as const, read: (words: string[]) => words },
  out: text,
  jobs: wholeNumber(1, 64),
  seed: {
    type: 'string' as const,
    read(given: string | undefined, name: string): string | undefined {
      if (given === undefined || /^\d{1,15}$/.test(given)) return given;
      throw new UsageError(`${name} must be a whole number of at most 15 digits, got ${given}`);
    },
  },
  watch: flag,
  webhook: text,
  format: someOf([...reports, 'prometheus']),
  instructor: flag,
  overrides: text,
  fill: text,
  assignment: text,
  column: text,
  'fail-under': number(0, 1000),
  lang: language,
  forEveryone: languageTyped,
};

const mayHave: Record<string, string[]> = {
  submit: ['out', 'seed', 'webhook', 'format', 'instructor'],
  worker: ['jobs'],
  status: ['out', 'watch', 'format'],
  retry: ['out'],
  collect: ['out', 'format', 'instructor', 'overrides', 'fill', 'assignment', 'column', 'fail-under'],
};

/** To the database, of one command: its statements are short, and a server takes a hundred unless it is told to. */
const connections = 4;

/** What a command is asked for. */
export interface FarmOptions {
  paths: string[];
  out: string | undefined;
  seed: string | undefined;
  watch: boolean;
  webhook: string | undefined;
  /** Of the platforms. */
  formats: (typeof reports)[number][];
  /** Whether a program reads the status. */
  forPrometheus: boolean;
  instructor: boolean;
  overrides: string | undefined;
  fill: string | undefined;
  assignment: string | undefined;
  column: string | undefined;
  failUnder: number | undefined;
  language: 'pl' | 'en';
  forEveryone: 'pl' | 'en' | undefined;
}

/** `npm run farm`, once its Node and its packages are there; its help stands in setup/commands/farm.mjs. */
export const command = defineCommand({
  name: 'farm',
  summary: '',
  help: '',
  options,
  async run({ words, jobs, format, lang, 'fail-under': failUnder, ...given }) {
    const [name = '', ...paths] = words;
    const allowed = mayHave[name];
    if (!allowed)
      throw new UsageError(`name one of ${Object.keys(mayHave).join(', ')}, got ${name || 'none'}`);
    const typed = { ...given, jobs, format: format[0], 'fail-under': failUnder, forEveryone: undefined };
    for (const [option, value] of Object.entries(typed))
      if (value !== undefined && value !== false && !allowed.includes(option))
        throw new UsageError(`--${option} is not for farm ${name}`);
    if (name !== 'submit' && paths.length > 0)
      throw new UsageError(`farm ${name} takes no path, got ${paths.join(' ')}`);
    if (name === 'submit' && paths.length === 0)
      throw new UsageError('name at least one notebook, folder or zip');
    const forPrometheus = format.includes('prometheus');
    if (format.length > 0 && forPrometheus !== (name === 'status'))
      throw new UsageError(
        `--format for farm ${name} must be ${name === 'status' ? 'prometheus' : `one of ${reports.join(', ')}`}, got ${format.join(', ')}`,
      );
    const formats = format.filter((one) => one !== 'prometheus');
    const asked = { ...given, paths, formats, forPrometheus, language: lang, failUnder };
    const db = new Database(connections);
    try {
      return await start(name, asked, jobs ?? parallel(), db);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      warn(failureSentence(error));
      return 3;
    } finally {
      await db.close();
    }
  },
});

/** Each command loads its own modules alone: some take longer to load than others to run. */
async function start(name: string, asked: FarmOptions, jobs: number, db: Database): Promise<number> {
  const { out } = asked;
  if (name === 'worker') return workHere(jobs, db, asked.language);
  if (name === 'retry') return (await import('./retry.ts')).retry(asked, db);
  if (name === 'status') return (await import('./status.ts')).status(asked, db);
  if (out === undefined) throw new UsageError(`--out must name the folder of the class, which is not given`);
  if (name === 'submit') return (await import('./submit.ts')).submit({ ...asked, out }, db);
  return (await import('./collect.ts')).collect({ ...asked, out }, db);
}

async function workHere(jobs: number, db: Database, language: 'pl' | 'en'): Promise<number> {
  const { SandboxedGrader } = await import('./sandboxed-grader.ts');
  const { work } = await import('./worker.ts');
  const grader = await SandboxedGrader.open(jobs);
  try {
    return await work(jobs, db, grader, language);
  } finally {
    await grader.close();
  }
}

const parallel = (): number => Math.min(8, availableParallelism());

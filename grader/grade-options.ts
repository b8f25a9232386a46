import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Language } from '../lib/language';
import { UsageError } from './usage-error';

export const FORMATS = ['gradescope', 'github', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

export interface GradeOptions {
  paths: string[];
  out: string | undefined;
  jobs: number;
  failUnder: number | undefined;
  instructor: boolean;
  requireSandbox: boolean;
  seed: string | undefined;
  formats: Format[];
  language: Language;
  help: boolean;
}

export const HELP = `Usage: npm run grade -- PATH... [options]

Grades notebooks, folders of them and zips (Moodle's and Canvas's downloads as they come).

  --out DIR           write report.json, report.html and report.csv into DIR; run again, it goes on where it was
  --jobs N            submissions graded at a time (default: the number of cores, at most 8)
  --fail-under POINTS exit with 1 where a score is lower
  --instructor        also show the messages of hidden checks
  --require-sandbox   refuse to run without bubblewrap
  --seed N            of the hidden checks' values (default: the output folder's, else a new one)
  --format FORMAT     one more report in DIR: ${FORMATS.join(', ')}; may be given more than once
  --lang pl|en        language of the reports (default: Polish where the system's is, else English)

Exit status: 0 every submission got a verdict, 1 a score is under --fail-under, 2 wrong usage or no sandbox
where one is required, 3 the grader itself failed on a submission.

Example: npm run grade -- downloads/class.zip --out grades --jobs 2`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} for an unknown option, a value out of its range, or no path.
 */
export function gradeOptions(argv: string[], environment: NodeJS.ProcessEnv = process.env): GradeOptions {
  const { values, positionals } = read(argv);
  if (positionals.length === 0 && !values.help)
    throw new UsageError(
      'Cannot grade: name at least one notebook, folder or zip. See: npm run grade -- --help',
    );
  const formats = values.format ?? [];
  for (const format of formats)
    if (!FORMATS.includes(format as Format))
      throw new UsageError(`Cannot grade: --format must be one of ${FORMATS.join(', ')}, got ${format}`);
  if (formats.length > 0 && values.out === undefined)
    throw new UsageError('Cannot grade: --format writes into the folder of --out, which is not given');
  const { lang } = values;
  if (lang !== undefined && lang !== 'pl' && lang !== 'en')
    throw new UsageError(`Cannot grade: --lang must be pl or en, got ${lang}`);
  if (values.seed !== undefined && !/^\d{1,15}$/.test(values.seed))
    throw new UsageError(
      `Cannot grade: --seed must be a whole number of at most 15 digits, got ${values.seed}`,
    );
  return {
    paths: positionals,
    out: values.out,
    jobs: number('--jobs', values.jobs, 1, 64, true) ?? Math.min(8, availableParallelism()),
    failUnder: number('--fail-under', values['fail-under'], 0, 1000, false),
    instructor: values.instructor ?? false,
    requireSandbox: values['require-sandbox'] ?? false,
    seed: values.seed,
    formats: [...new Set(formats)] as Format[],
    language: lang ?? systemLanguage(environment),
    help: values.help ?? false,
  };
}

function read(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        jobs: { type: 'string' },
        'fail-under': { type: 'string' },
        instructor: { type: 'boolean' },
        'require-sandbox': { type: 'boolean' },
        seed: { type: 'string' },
        format: { type: 'string', multiple: true },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`Cannot grade: ${reason}. See: npm run grade -- --help`);
  }
}

function number(
  name: string,
  raw: string | undefined,
  least: number,
  most: number,
  whole: boolean,
): number | undefined {
  if (raw === undefined) return undefined;
  const value = raw.trim() === '' ? Number.NaN : Number(raw);
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new UsageError(
      `Cannot grade: ${name} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, got ${raw}`,
    );
  return value;
}

const systemLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('pl') ? 'pl' : 'en';

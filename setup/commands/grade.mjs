import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag, language, languageTyped, number, someOf, text, wholeNumber } from './options.mjs';
import { UsageError } from './usage-error.mjs';

const formats = /** @type {const} */ (['gradescope', 'github', 'junit', 'markdown']);

/** @type {import('./options.mjs').Option<string[]>} */
const paths = {
  type: 'words',
  read(words) {
    if (words.length > 0) return words;
    throw new UsageError('name at least one notebook, folder or zip');
  },
};

/** @type {import('./options.mjs').Option<string | undefined>} */
const seed = {
  type: 'string',
  read(given, name) {
    if (given === undefined || /^\d{1,15}$/.test(given)) return given;
    throw new UsageError(`${name} must be a whole number of at most 15 digits, got ${given}`);
  },
};

/** @type {import('./options.mjs').Option<{ part: number, of: number } | undefined>} */
const shard = {
  type: 'string',
  read(given, name) {
    if (given === undefined) return undefined;
    const [, part = 0, of = 0] = (/^(\d{1,5})\/(\d{1,5})$/.exec(given) ?? []).map(Number);
    if (part >= 1 && part <= of && of <= mostParts) return { part, of };
    throw new UsageError(
      `${name} must be K/N, one of N parts, 1/N to N/N with N at most ${mostParts}, got ${given}`,
    );
  },
};

const mostParts = 10_000;

export const command = defineCommand({
  name: 'grade',
  summary: 'grade submissions',
  help: `Usage: npm run grade -- PATH... [options]
       npm run grade -- PATH... --shard K/N --out DIR [options]
       npm run grade -- --merge DIR... --out DIR [options]

Grades notebooks, folders of them and archives (zip, tar, tar.gz), the downloads of platforms as they come.

  --out DIR           write report.json, report.html and report.csv into DIR; run again, it goes on where it was
  --jobs N            submissions graded at a time (default: the number of cores, at most 8)
  --fail-under POINTS exit with 1 where a score is lower
  --instructor        also show the messages of hidden checks
  --require-sandbox   refuse to run without bubblewrap
  --without-sandbox   run other people's answers even where no sandbox works: they can do all that you can
  --seed N            of the hidden checks' values (default: the output folder's, else a new one)
  --format FORMAT     one more report in DIR: ${formats.join(', ')}; may be given more than once
  --overrides FILE    points given by hand: student, exercise, points, comment (CSV); read from nowhere else
  --fill FILE         Moodle's grading worksheet or Canvas's gradebook, filled in as DIR/filled-NAME
  --assignment ID     with --fill: the lecture it is of, where several were handed in
  --column TITLE      with --fill: the assignment in Canvas's gradebook, where several may be meant
  --shard K/N         grade the K-th of N parts of the class, by itself and in any order; DIR of --out is the part's own
  --merge             the PATHs are the DIRs of all parts: write the reports of the whole class, as of one run
  --lang pl|en        language of all reports (default: the system's, else pl, for those that you read; what goes
                      to one student speaks the language of their notebook)

Exit status: 0 every submission got a verdict, 1 a score is under --fail-under, 2 wrong usage, no sandbox
where one is required, or none for other people's work, 3 the grader itself failed on a submission.

Several machines: the same PATH, commit and Node on each, the same BAYES_GRADER_KEY (openssl rand -hex 32), a part's
DIR for each; without --seed they agree on one that follows from the class and the key. What is about the reports
(--overrides, --fill, --format, --fail-under, --instructor, --lang) is given to --merge.

Answers run in a sandbox: bubblewrap, or for root a user of their own. Where none works, only the notebooks in
notebooks/ and solutions/ (and in ~/bayes-notebooks, where npm start copies them) are graded: they are your own.

Example: npm run grade -- downloads/class.zip --out grades --jobs 2
         npm run grade -- downloads/class.zip --shard 1/2 --out parts/1
         npm run grade -- downloads/class.zip --shard 2/2 --out parts/2
         npm run grade -- --merge parts/1 parts/2 --out grades`,
  options: {
    paths,
    out: text,
    jobs: wholeNumber(1, 64),
    'fail-under': number(0, 1000),
    instructor: flag,
    'require-sandbox': flag,
    'without-sandbox': flag,
    seed,
    format: someOf(formats),
    overrides: text,
    fill: text,
    assignment: text,
    column: text,
    shard,
    merge: flag,
    lang: language,
    forEveryone: languageTyped,
  },
  async run(options) {
    if (options.format.length > 0 && options.out === undefined)
      throw new UsageError('--format writes into the folder of --out, which is not given');
    if (options.fill !== undefined && options.out === undefined)
      throw new UsageError('--fill writes into the folder of --out, which is not given');
    for (const name of /** @type {const} */ (['assignment', 'column']))
      if (options[name] !== undefined && options.fill === undefined)
        throw new UsageError(`--${name} is for the sheet of --fill, which is not given`);
    if (options['require-sandbox'] && options['without-sandbox'])
      throw new UsageError('--require-sandbox and --without-sandbox exclude each other');
    for (const name of /** @type {const} */ (['shard', 'merge']))
      if (options[name] && options.out === undefined)
        throw new UsageError(`--${name} writes into the folder of --out, which is not given`);
    for (const name of /** @type {const} */ (['shard', 'seed', 'jobs', 'require-sandbox', 'without-sandbox']))
      if (options.merge && options[name])
        throw new UsageError(`--${name} is for grading, and --merge grades nothing`);
    return (await compiled('grader/grade-command')).run(options);
  },
});

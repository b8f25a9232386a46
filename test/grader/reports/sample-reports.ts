import { rubricsFor } from '../../../grader/marking/rubrics';
import type { ExerciseReport, SubmissionReport } from '../../../grader/reports/submission-report';
import { summarise } from '../../../grader/reports/summarise';
import type { Batch, ReportWriter } from '../../../grader/reports/writer';
import type { Language } from '../../../lib/language';

const rubrics = rubricsFor('7');
const names = ['Ada Lovelace', 'Zażółć Gęślą-Jaźń', 'Grace Hopper', 'Emmy Noether', 'Stanisław Ulam'];
const comment = 'a good idea; see & ask';
const code = `const klLoss = (model: tf.LayersModel): tf.Scalar => {
  const layers = model.layers.filter((layer): layer is BayesLinear => layer instanceof BayesLinear);
  const size = layers.reduce((sum, layer) => sum + layer.countParams(), 0); // a comment that is longer than the place that a narrow screen has for it
  return tf.addN(layers.map((layer) => layer.klLoss())).div(size);
};`;

/**
 * Hand-ins of every kind, in turn: full marks, a misconception, nothing, a timeout, unreadable, an override, hostile
 * names.
 *
 * @param count how many
 */
export function sampleReports(count: number, language: Language): SubmissionReport[] {
  const pl = language === 'pl';
  const own = rubrics.filter(({ exercise }) => exercise.lecture === '01-bayesian-neural-networks');
  return Array.from({ length: count }, (_, i): SubmissionReport => {
    const kind = i % 7;
    const student = kind === 6 ? hostileName : `${names[i % names.length]} ${i + 1}`;
    const exercises = own.map(({ exercise, checks, maxScore }, k): ExerciseReport => {
      const passed = (n: number) =>
        kind === 0 || kind === 5 || (kind === 1 && k === 1) || (kind === 6 && n < 3);
      const shown = checks.map((check, n) => ({
        id: check.id,
        name: check.name[language],
        visibility: check.visibility,
        status: kind === 2 ? 'skipped' : kind === 3 ? 'timeout' : passed(n) ? 'passed' : 'failed',
        score: passed(n) ? check.points : 0,
        maxScore: check.points,
        message: passed(n) || kind === 2 || check.visibility === 'hidden' ? '' : 'expected 2.657, got 1.329',
      })) as ExerciseReport['checks'];
      const score = shown.reduce((sum, check) => Math.round(100 * (sum + check.score)) / 100, 0);
      const status = score === maxScore ? 'passed' : score > 0 ? 'partial' : 'failed';
      const given = kind === 5 && k === 0 ? 2.5 : score;
      if (given !== score)
        shown.push({
          id: 'override',
          name: pl ? 'punkty przyznane ręcznie' : 'points given by hand',
          visibility: 'public',
          status: 'failed',
          score: given - score,
          maxScore: 0,
          message: comment,
        });
      return {
        id: exercise.id,
        title: exercise.title[language],
        status: kind === 2 ? 'missing' : kind === 3 ? 'timeout' : status,
        score: given,
        maxScore,
        diagnosis:
          kind === 1 && k === 0
            ? pl
              ? 'liczy μ i log σ jako dwa parametry'
              : 'counts mu and log sigma as two parameters'
            : '',
        checks: shown,
        code: kind === 2 ? '' : code,
        cell: 12 + k,
        notes: kind === 6 ? ['found as kl_loss in cell 12', '<b>note</b>'] : [],
        ...(given !== score && { override: { score, points: given, comment } }),
      };
    });
    const unreadable = kind === 4;
    const graded = unreadable ? [] : exercises;
    return {
      assignment: '01-bayesian-neural-networks',
      language,
      file: kind === 6 ? `${'a very long folder/'.repeat(9)}${hostileName}.ipynb` : `class/${student}.ipynb`,
      student,
      status: unreadable ? 'unreadable' : 'graded',
      score: graded.reduce((sum, exercise) => Math.round(100 * (sum + exercise.score)) / 100, 0),
      maxScore: 10,
      seconds: 0.4,
      message: unreadable ? (pl ? 'plik jest pusty' : 'the file is empty') : '',
      exercises: graded,
      manualReview: unreadable
        ? []
        : [
            {
              id: 'exercise-2-conclusions',
              text: kind === 2 ? '' : 'The average is not the posterior.\n\nIt is narrower.',
              state: kind === 2 ? 'untouched' : 'answered',
            },
          ],
      notes: [],
      flags: kind === 6 ? ['exercise-1: equal to that in class/ada.ipynb'] : [],
    };
  });
}

/** Markup, an escape sequence, a command of GitHub's, a formula, a turn of direction, no place to break. */
export const hostileName = `::error::<img src=x onerror=alert(1)>"'\u001b[31m\u202e=1+1;=2${'x'.repeat(60)}`;

/** What stands on top of reports. */
export const sampleBatch = (reports: SubmissionReport[], language: Language): Batch => ({
  ...summarise(reports, { rubrics, language }),
  seed: '7',
  language,
  equalAnswers: [
    {
      id: 'exercise-1',
      size: 61,
      unit: 'nodes',
      short: false,
      count: 2,
      files: ['ada.ipynb', 'eve & "co".ipynb'],
    },
  ],
  sandbox: [
    { name: 'bubblewrap', active: true, detail: 'no network, no home' },
    { name: 'own user', active: false, detail: 'the grader does not run as root' },
  ],
});

/** Writes a report of them. */
export async function writeWith(
  writer: ReportWriter,
  reports: SubmissionReport[],
  language: Language,
): Promise<void> {
  await writer.begin(sampleBatch(reports, language));
  for (const report of reports) await writer.add(report);
  await writer.end();
}

import type { Language } from '../../lib/language';
import { Flags } from '../batch/flags';
import type { Graded } from '../batch/grade-batch';
import type { Journal } from '../batch/journal';
import { mustFit } from '../batch/match-overrides';
import type { Override } from '../batch/overrides';
import type { SubmissionResult } from '../marking/result';
import { collectGarbage } from '../reading/collect-garbage';
import { studentLanguage } from './student-language';
import { type Presentation, type SubmissionReport, submissionReport } from './submission-report';
import { summarise } from './summarise';
import type { Batch, ReportWriter, Summary } from './writer';

/**
 * Writes all reports of a batch in two passes over the journal: one for what stands on top of them, one for the
 * submissions, so that only one submission is held in memory at a time.
 *
 * @param forEveryone the language of what goes to students too; by default each is spoken to in their notebook's
 * @throws {UsageError} where an override is about a lecture that its student has not handed in
 */
export async function writeReports(
  graded: Graded[],
  journal: Journal,
  overrides: Override[],
  solutions: Map<string, string>,
  show: Presentation,
  about: Omit<Batch, 'summary' | 'byHand' | 'language' | 'equalAnswers'>,
  writers: ReportWriter[],
  forEveryone?: Language,
): Promise<Summary> {
  const flags = new Flags(solutions, show.language);
  const handedIn = new Map<string, Set<string>>();
  for (const one of graded) {
    const result = journal.read(one.key);
    handedIn.set(one.student, (handedIn.get(one.student) ?? new Set()).add(result.assignment));
    flags.note({ ...one, result });
  }
  mustFit(overrides, handedIn);
  const reportOf = (one: Graded, result: SubmissionResult, language = show.language): SubmissionReport => {
    const own = overrides.filter(({ student }) => student === one.student);
    return submissionReport(one, result, own, flags.of({ ...one, result }), { ...show, language });
  };

  const { summary, byHand } = summarise(
    each(graded, (one) => reportOf(one, journal.read(one.key))),
    show,
  );
  const equalAnswers = flags.equalAnswers();
  const batch: Batch = { ...about, language: show.language, byHand, equalAnswers, summary };
  for (const writer of writers) await writer.begin(batch);
  for (const one of graded) {
    const result = journal.read(one.key);
    const language = forEveryone ?? studentLanguage({ ...result, file: one.file }) ?? show.language;
    const forInstructor = reportOf(one, result);
    const forStudent = language === show.language ? forInstructor : reportOf(one, result, language);
    for (const writer of writers) await writer.add(writer.reader === 'student' ? forStudent : forInstructor);
    collectGarbage();
  }
  for (const writer of writers) await writer.end();
  return summary;
}

function* each<T, U>(items: T[], map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}

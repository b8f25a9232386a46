import { escapeMarkup } from '../../lib/display/escape-markup';
import { plainText } from './plain-text';
import type { CheckReport, ExerciseReport, SubmissionReport } from './submission-report';
import { assignmentNames, type Batch, FileWriter, type ReportWriter } from './writer';

/** junit.xml: a suite per submission, a test case per check. */
export class JunitReport implements ReportWriter {
  readonly #file: FileWriter;

  constructor(path: string) {
    this.#file = new FileWriter(path);
  }

  async begin({ summary }: Batch): Promise<void> {
    const name = xml(assignmentNames(summary));
    await this.#file.write(`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}">\n`);
  }

  async add(report: SubmissionReport): Promise<void> {
    const cases =
      report.status === 'graded'
        ? report.exercises.flatMap((exercise) =>
            exercise.checks.map((check) => testCase(report, exercise, check)),
          )
        : [
            `    <testcase classname="${xml(report.student)}" name="${report.status}"><error message="${xml(report.message)}"/></testcase>`,
          ];
    const count = (mark: string) => cases.filter((line) => line.includes(mark)).length;
    await this.#file.write(
      `  <testsuite name="${xml(report.student)}" file="${xml(report.file)}" tests="${cases.length}" ` +
        `failures="${count('<failure')}" errors="${count('<error')}" skipped="${count('<skipped')}" time="${report.seconds}">\n` +
        `${cases.join('\n')}\n  </testsuite>\n`,
    );
  }

  async end(): Promise<void> {
    await this.#file.write('</testsuites>\n');
    await this.#file.close();
  }
}

function testCase(report: SubmissionReport, exercise: ExerciseReport, check: CheckReport): string {
  const message = xml([check.message, exercise.diagnosis].filter(Boolean).join('; '));
  const outcome = {
    passed: '',
    failed: `<failure message="${message}"/>`,
    error: `<error message="${message}"/>`,
    timeout: `<failure type="timeout" message="${message}"/>`,
    skipped: '<skipped/>',
  }[check.status];
  const name = `${exercise.id}: ${check.name} (${check.score}/${check.maxScore})`;
  return `    <testcase classname="${xml(`${report.student}.${exercise.id}`)}" name="${xml(name)}">${outcome}</testcase>`;
}

/** For an attribute; XML 1.0 knows no control characters, not even escaped, and no lone surrogates. */
const xml = (raw: string): string => escapeMarkup(plainText(raw).replace(/[\p{Cs}\ufffe\uffff]/gu, ''));

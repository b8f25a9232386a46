import { escapeMarkup } from '../../lib/display/escape-markup';
import { type Entry, entriesOf, saidOf } from './entries';
import { plainText } from './plain-text';
import { longestName, longestSentence, shortened } from './shortened';
import type { SubmissionReport } from './submission-report';
import { assignmentNames, type Batch, FileWriter, type ReportWriter } from './writer';

/**
 * junit.xml in the stricter form of Ant's schema: a suite per submission, a test case per check. What the schema has
 * no attribute for, the file, the lecture and the points, stands in the suite's properties.
 */
export class JunitReport implements ReportWriter {
  readonly reader = 'instructor';
  readonly #file: FileWriter;
  readonly #names = new Set<string>();
  #package = '';
  /** When the report was written, in UTC and without a zone, as the schema wants it. */
  readonly #timestamp: string;

  constructor(path: string, written = new Date()) {
    this.#file = new FileWriter(path);
    this.#timestamp = written.toISOString().slice(0, 19);
  }

  async begin({ summary }: Batch): Promise<void> {
    this.#package = token(assignmentNames(summary)) || 'submissions';
    await this.#file.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n');
  }

  async add(report: SubmissionReport): Promise<void> {
    const id = this.#names.size;
    const suite = this.#nameOf(report.student);
    const entries = entriesOf(report);
    const count = (...kinds: Entry['status'][]) =>
      entries.filter(({ status }) => kinds.includes(status)).length;
    const attributes = {
      name: suite,
      id,
      package: this.#package,
      timestamp: this.#timestamp,
      hostname: 'localhost',
      tests: entries.length,
      failures: count('failed', 'timeout'),
      errors: count('error'),
      skipped: count('skipped'),
      time: report.seconds,
    };
    const { file, assignment, status, score, maxScore } = report;
    const properties = Object.entries({
      file: shortened(file, longestSentence),
      assignment,
      status,
      score,
      maxScore,
    });
    await this.#file.write(
      [
        `  <testsuite${attributesOf(attributes)}>`,
        '    <properties>',
        ...properties.map(([name, value]) => `      <property${attributesOf({ name, value })}/>`),
        '    </properties>',
        ...entries.map((entry) => testCase(suite, entry)),
        '    <system-out/>\n    <system-err/>\n  </testsuite>\n',
      ].join('\n'),
    );
  }

  async end(): Promise<void> {
    await this.#file.write('</testsuites>\n');
    await this.#file.close();
  }

  /** Two hand-ins of one student are two suites. */
  #nameOf(student: string): string {
    const name = token(shortened(student, longestName)) || 'unnamed';
    let own = name;
    for (let i = 2; this.#names.has(own); i++) own = `${name} (${i})`;
    this.#names.add(own);
    return own;
  }
}

function testCase(suite: string, entry: Entry): string {
  const text = xml(shortened(saidOf(entry, true), longestSentence) || entry.status);
  const element = { passed: '', failed: 'failure', timeout: 'failure', error: 'error', skipped: 'skipped' }[
    entry.status
  ];
  const attributes = attributesOf({
    classname: `${suite}.${entry.of}`,
    name: `${entry.number} ${entry.name} (${entry.score}/${entry.maxScore})`,
    time: 0, // only the whole hand-in is timed
  });
  if (element === '') return `    <testcase${attributes}/>`;
  const outcome =
    element === 'skipped'
      ? '<skipped/>'
      : `<${element}${attributesOf({ type: entry.status, message: saidOf(entry, true) || entry.status })}>${text}</${element}>`;
  return `    <testcase${attributes}>${outcome}</testcase>`;
}

const attributesOf = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(shortened(String(value), longestSentence))}"`)
    .join('');

/** XML 1.0 knows no control characters, not even escaped, and no lone surrogates. */
const xml = (raw: string): string => escapeMarkup(plainText(raw).replace(/[\p{Cs}\ufffe\uffff]/gu, ''));

/** As a schema's `token` is compared: no blanks at the ends, single ones between. */
const token = (raw: string): string =>
  plainText(raw)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');

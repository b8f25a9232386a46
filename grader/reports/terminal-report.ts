import { styleText } from 'node:util';
import { equalAnswersLine } from './equal-answers-line';
import { plainText } from './plain-text';
import type { ExerciseReport, SubmissionReport } from './submission-report';
import { type AssignmentSummary, type Batch, meanScore, type ReportWriter, type Summary } from './writer';

type Style = Parameters<typeof styleText>[0];

/** With so many submissions or fewer every check gets a line, else every submission. */
const detailed = 3;

/** What the person who typed the command sees. */
export class TerminalReport implements ReportWriter {
  #batch: Batch | undefined;
  readonly #write: (line: string) => void;
  readonly #colours: boolean;

  constructor(write: (line: string) => void, colours: boolean) {
    this.#write = write;
    this.#colours = colours;
  }

  async begin(batch: Batch): Promise<void> {
    this.#batch = batch;
  }

  async add(report: SubmissionReport): Promise<void> {
    const { summary } = this.#batch as Batch;
    const scored = `${report.score} / ${report.maxScore}`;
    const style = report.score >= report.maxScore ? 'green' : report.score > 0 ? 'yellow' : 'red';
    if (summary.count > detailed) {
      const exercises = report.exercises.map(
        (one) => `${one.score} ${one.status}${one.diagnosis && `: ${one.diagnosis}`}`,
      );
      const rest = report.status === 'graded' ? exercises.join(' · ') : `${report.status}: ${report.message}`;
      this.#write(
        `${this.#paint(style, scored.padStart(9))}  ${plainText(report.student).padEnd(24)} ${plainText(rest)}`,
      );
      return;
    }
    this.#write('');
    this.#write(`${this.#paint('bold', plainText(report.file))}  ${this.#paint(style, scored)}`);
    if (report.message) this.#write(`  ${plainText(report.message)}`);
    for (const line of [...report.notes, ...report.flags])
      this.#write(`  ${this.#paint('dim', plainText(line))}`);
    for (const exercise of report.exercises) this.#exercise(exercise);
    for (const review of report.manualReview)
      this.#write(`  ${plainText(review.id)}: ${this.#say(reviewWords[review.state])}`);
  }

  async end(): Promise<void> {
    const { summary, seed, overrides, equalAnswers } = this.#batch as Batch;
    this.#write('');
    if (summary.count > detailed) {
      for (const assignment of summary.assignments) this.#write(this.#mean(assignment, summary));
      for (const [name, times] of summary.misconceptions.slice(0, 5)) this.#write(`  ${times} × ${name}`);
    }
    for (const group of equalAnswers.slice(0, 5))
      this.#write(`  ${plainText(equalAnswersLine(group, this.#batch?.language ?? 'en'))}`);
    if (overrides > 0)
      this.#write(
        this.#say({
          pl: `overrides.csv: punkty zmienione w ${overrides} miejscach`,
          en: `overrides.csv: points changed in ${overrides} places`,
        }),
      );
    this.#write(this.#paint('dim', `seed ${plainText(seed)}`));
  }

  #exercise(exercise: ExerciseReport): void {
    const cell =
      exercise.cell === undefined
        ? ''
        : this.#say({ pl: `, komórka ${exercise.cell}`, en: `, cell ${exercise.cell}` });
    this.#write(
      `  ${exercise.id} ${exercise.title}${cell}: ${exercise.score} / ${exercise.maxScore} ${exercise.status}`,
    );
    for (const note of exercise.notes) this.#write(`    ${this.#paint('dim', plainText(note))}`);
    if (exercise.status !== 'missing' && exercise.status !== 'error')
      for (const check of exercise.checks) {
        const passed = check.status === 'passed';
        const points = `${check.score}/${check.maxScore}`.padStart(9);
        this.#write(
          `    ${this.#paint(passed ? 'green' : 'red', passed ? '✓' : '✗')}${points}  ${check.name}` +
            `${check.message && `: ${plainText(check.message)}`}`,
        );
      }
    if (exercise.diagnosis)
      this.#write(`    ${this.#paint('yellow', '→')} ${exercise.diagnosis}. ${exercise.hint ?? ''}`);
    if (exercise.override)
      this.#write(
        `    ${this.#say({ pl: 'zmienione przez prowadzącego z', en: 'changed by the instructor from' })} ` +
          `${exercise.override.score}: ${plainText(exercise.override.comment)}`,
      );
  }

  /** One line; it names the lecture where the class has handed in several. */
  #mean(assignment: AssignmentSummary, { assignments }: Summary): string {
    const { id, scores, maxScore } = assignment;
    const mean = meanScore(assignment).toFixed(2);
    const which = assignments.length > 1 ? `${id}: ` : '';
    return this.#say({
      pl: `${which}${scores.length} prac, średnio ${mean} z ${maxScore} punktów`,
      en: `${which}${scores.length} submissions, on average ${mean} of ${maxScore} points`,
    });
  }

  #say(words: { pl: string; en: string }): string {
    return words[this.#batch?.language ?? 'en'];
  }

  #paint(style: Style, text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false } as never) : text;
  }
}

const reviewWords = {
  missing: { pl: 'nie ma komórki z wnioskami', en: 'there is no cell with conclusions' },
  untouched: { pl: 'nieuzupełnione', en: 'untouched' },
  short: {
    pl: 'bardzo krótkie, do oceny przez prowadzącego',
    en: 'very short, to be marked by the instructor',
  },
  answered: { pl: 'do oceny przez prowadzącego', en: 'to be marked by the instructor' },
};

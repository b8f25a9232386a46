import { styleText } from 'node:util';
import type { Language, Words } from '../../lib/language';
import { formFor, submissionsCounted } from '../marking/counted';
import { changedByHand } from './changed-by-hand';
import { equalAnswersLine } from './equal-answers-line';
import { outOf } from './out-of';
import { plainNumber } from './plain-number';
import { plainText } from './plain-text';
import { longestName, longestSentence, shortened } from './shortened';
import { checkMarks, conclusionWords, exerciseWords, submissionWords } from './status-words';
import type { ExerciseReport, SubmissionReport } from './submission-report';
import { type AssignmentSummary, type Batch, meanScore, type ReportWriter, type Summary } from './writer';

type Style = Parameters<typeof styleText>[0];

/** With so many submissions or fewer every check gets a line, else every submission. */
const detailed = 3;

/** What the person who typed the command sees. */
export class TerminalReport implements ReportWriter {
  readonly reader = 'instructor';
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
    const scored = outOf(report, this.#language);
    const style = report.score >= report.maxScore ? 'green' : report.score > 0 ? 'yellow' : 'red';
    if (summary.count > detailed) {
      const exercises = report.exercises.map(
        (one) =>
          `${this.#number(one.score)} ${this.#say(exerciseWords[one.status])}${one.diagnosis && `: ${one.diagnosis}`}`,
      );
      const rest =
        report.status === 'graded'
          ? exercises.join(' · ')
          : `${this.#say(submissionWords[report.status])}: ${report.message}`;
      this.#write(
        `${this.#paint(style, scored.padStart(9))}  ${name(report.student).padEnd(24)} ${sentence(rest)}`,
      );
      return;
    }
    this.#write('');
    this.#write(`${this.#paint('bold', name(report.file))}  ${this.#paint(style, scored)}`);
    if (report.message) this.#write(`  ${sentence(report.message)}`);
    for (const line of [...report.notes, ...report.flags])
      this.#write(`  ${this.#paint('dim', sentence(line))}`);
    for (const exercise of report.exercises) this.#exercise(exercise);
    for (const review of report.manualReview)
      this.#write(`  ${plainText(review.id)}: ${this.#say(conclusionWords[review.state])}`);
  }

  async end(): Promise<void> {
    const { summary, seed, byHand, equalAnswers } = this.#batch as Batch;
    this.#write('');
    if (summary.count > detailed) {
      for (const assignment of summary.assignments) this.#write(this.#mean(assignment, summary));
      for (const [name, times] of summary.misconceptions.slice(0, 5)) this.#write(`  ${times} × ${name}`);
    }
    for (const group of equalAnswers.slice(0, 5))
      this.#write(`  ${plainText(equalAnswersLine(group, this.#language))}`);
    if (byHand.length > 0) {
      const few = byHand.slice(0, 5).join('; ') + (byHand.length > 5 ? '; …' : '');
      this.#write(plainText(`${this.#say(changedByHand(byHand.length))}: ${few}`));
    }
    this.#write(this.#paint('dim', `seed ${plainText(seed)}`));
  }

  #exercise(exercise: ExerciseReport): void {
    const cell =
      exercise.cell === undefined
        ? ''
        : this.#say({ pl: `, komórka ${exercise.cell}`, en: `, cell ${exercise.cell}` });
    this.#write(
      `  ${exercise.id} ${exercise.title}${cell}: ${outOf(exercise, this.#language)} ${this.#say(exerciseWords[exercise.status])}`,
    );
    for (const note of exercise.notes) this.#write(`    ${this.#paint('dim', sentence(note))}`);
    if (exercise.status !== 'missing' && exercise.status !== 'error')
      for (const check of exercise.checks) {
        const passed = check.status === 'passed';
        const points = outOf(check, this.#language, '/').padStart(9);
        this.#write(
          `    ${this.#paint(passed ? 'green' : 'red', checkMarks[check.status])} ${points}  ${check.name}` +
            `${check.message && `: ${sentence(check.message)}`}`,
        );
      }
    if (exercise.diagnosis)
      this.#write(`    ${this.#paint('yellow', '→')} ${exercise.diagnosis}. ${exercise.hint ?? ''}`);
  }

  /** One line; it names the lecture where the class has handed in several. */
  #mean(assignment: AssignmentSummary, { assignments }: Summary): string {
    const { id, scores, maxScore } = assignment;
    const mean = this.#number(meanScore(assignment));
    const which = assignments.length > 1 ? `${id}: ` : '';
    const counted = `${scores.length} ${formFor(scores.length, this.#language, submissionsCounted)}`;
    return this.#say({
      pl: `${which}${counted}, średnio ${mean} z ${maxScore} punktów`,
      en: `${which}${counted}, on average ${mean} of ${maxScore} points`,
    });
  }

  #number(value: number): string {
    return plainNumber(value, this.#language);
  }

  #say(words: Words): string {
    return words[this.#language];
  }

  get #language(): Language {
    return this.#batch?.language ?? 'en';
  }

  #paint(style: Style, text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false } as never) : text;
  }
}

const name = (raw: string): string => shortened(plainText(raw), longestName);
const sentence = (raw: string): string => shortened(plainText(raw), longestSentence);

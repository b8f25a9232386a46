import type { Conclusions } from '../../exercises/exercise';
import type { Words } from '../../lib/language';
import type { Cell } from '../submission/cell';
import type { ManualReview } from './result';

// Every step takes time linear in the text: a hand-in may be megabytes of anything.

/** So much of the text is kept for the report, in characters. */
export const keptCharacters = 20_000;

/** The written conclusions, for a person to mark, and what there is to say of them. */
export interface WrittenConclusions {
  review: ManualReview;
  notes: Words[];
}

/**
 * Finds the conclusions by their tag, or, where tags were lost, in the cell that carries their heading, and takes out
 * what the untouched cell said. A question of it that stands by itself above a student's words stays: they answer it.
 */
export function readConclusions(cells: Cell[], conclusions: Conclusions): WrittenConclusions {
  const { id } = conclusions;
  const stub = stubPattern(conclusions);
  const tagged = cells.filter((cell) => cell.tags.includes(id));
  const found =
    tagged.length > 0
      ? tagged
      : cells.filter(({ kind, source }) => kind !== 'code' && source.search(stub) >= 0);
  if (found.length === 0) return { review: { id, text: '', state: 'missing' }, notes: [] };

  const parts = partsOf(found.map((cell) => cell.source).join('\n\n'), stub);
  const words = wordsIn(parts.map(({ own }) => own).join('\n'));
  if (words === 0) return { review: { id, text: '', state: 'untouched' }, notes: [] };
  const whole = parts
    .map(({ question, own }) => question + withoutMarks(own, question !== ''))
    .join('')
    .replace(/\n[ \t]+(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const text = whole.length > keptCharacters ? `${beginning(whole)} …` : whole;
  return {
    review: { id, text, state: words < conclusions.fewestWords ? 'short' : 'answered' },
    notes: whole.length > keptCharacters ? [shortened(id, whole.length)] : [],
  };
}

/** A part of the text between two sentences of the stub: the sentence above it, if that is a question of its own, and it. */
interface Part {
  question: string;
  own: string;
}

function partsOf(text: string, stub: RegExp): Part[] {
  const parts: Part[] = [];
  let [sentence, start, alone] = ['', 0, false];
  const add = (end: number) => {
    const own = text.slice(start, end);
    const answered = alone && sentence.endsWith('?') && letter.test(own);
    parts.push({ question: answered ? sentence : '', own });
    return own;
  };
  for (const match of text.matchAll(stub)) {
    const before = add(match.index);
    // In a paragraph of the stub's the next sentence follows at once, and no answer is to this one alone.
    alone = start === 0 || before.includes('\n') || letter.test(before);
    sentence = match[0];
    start = match.index + sentence.length;
  }
  add(text.length);
  return parts;
}

/** Without the marks of what was taken out around it: a heading's, those of emphasis. */
function withoutMarks(own: string, answersQuestion: boolean): string {
  if (!/[\p{L}\p{N}]/u.test(own)) return own.replace(/[^\n]/g, '');
  const begun = answersQuestion ? own : own.replace(/^[*_]+/, '');
  return begun.replace(/\n[ \t*_#>]+$/, '\n');
}

/** Never half of a character. */
const beginning = (text: string): string =>
  text
    .slice(0, keptCharacters)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();

/** Any sentence of the stub, with its lines broken anywhere. */
function stubPattern({ stub }: Conclusions): RegExp {
  const sentences = stub.map((sentence) => sentence.split(' ').map(escaped).join('\\s+'));
  return new RegExp(sentences.join('|'), 'g');
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Numbers of a list, such as `2.`, are no words. */
const wordsIn = (text: string): number =>
  text.replace(/^[ \t]*\d+[.)](?=\s|$)/gm, '').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

const letter = /\p{L}/u;

const shortened = (id: string, length: number): Words => ({
  pl: `${id}: pokazano pierwsze ${keptCharacters} z ${length} znaków, całość stoi w pracy`,
  en: `${id}: the first ${keptCharacters} of ${length} characters are shown, the whole stands in the hand-in`,
});

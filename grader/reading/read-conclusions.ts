import type { Conclusions } from '../../exercises/exercise';
import type { TypicalStatement } from '../../exercises/prepared-check';
import type { Words } from '../../lib/language';
import type { Cell } from '../submission/cell';

/** The written conclusions, for a person to mark. */
export interface WrittenConclusions {
  /** The student's own words, without what the untouched cell said. */
  text: string;
  state: 'missing' | 'untouched' | 'short' | 'answered';
  /** Typical statements that the marker should look at. */
  statements: Words[];
}

const plain = (text: string): string =>
  text
    .replace(/[*_#>`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Finds the conclusions by their tag, or, where tags were lost, in the cell that carries their heading. */
export function readConclusions(
  cells: Cell[],
  conclusions: Conclusions,
  typicalStatements: readonly TypicalStatement[],
): WrittenConclusions {
  const tagged = cells.filter((cell) => cell.tags.includes(conclusions.id));
  const headed = cells.filter(
    (cell) => cell.kind !== 'code' && conclusions.stub.some((line) => plain(cell.source).includes(line)),
  );
  const found = tagged.length > 0 ? tagged : headed;
  if (found.length === 0) return { text: '', state: 'missing', statements: [] };

  const whole = found.map((cell) => cell.source).join('\n\n');
  const own = conclusions.stub
    .reduce((text, sentence) => text.replaceAll(sentence, ' '), plain(whole))
    .trim();
  const words = own.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return {
    text: words === 0 ? '' : withoutStub(whole, conclusions),
    state: words === 0 ? 'untouched' : words < conclusions.fewestWords ? 'short' : 'answered',
    statements: typicalStatements
      .filter(({ pattern }) => own.split(/(?<=[.!?])\s/).some((sentence) => pattern.test(sentence)))
      .map(({ about }) => about),
  };
}

/** Keeps the student's Markdown, line by line, less the sentences of the stub. */
const withoutStub = (source: string, { stub }: Conclusions): string =>
  source
    .split('\n')
    .map((line) => {
      const left = stub.reduce((text, sentence) => text.replaceAll(sentence, ''), line);
      return left === line || /[\p{L}\p{N}]/u.test(left) ? left.replace(/\*\s*\*/g, '').trim() : '';
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

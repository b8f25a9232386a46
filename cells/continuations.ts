import ts from 'typescript';
import type { CellToken } from './cell-tokens';

/** A bracket that nothing closes yet. */
export interface OpenBracket {
  start: number;
  /** What closes it. */
  closing: string;
  /** Whether it may as well be no bracket: `<` also compares. */
  perhaps: boolean;
}

const closings: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.OpenParenToken, ')'],
  [ts.SyntaxKind.OpenBracketToken, ']'],
  [ts.SyntaxKind.OpenBraceToken, '}'],
  [ts.SyntaxKind.TemplateHead, '}`'],
  [ts.SyntaxKind.TemplateMiddle, '}`'],
  [ts.SyntaxKind.LessThanToken, '>'],
]);
const closes: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.CloseParenToken, ')'],
  [ts.SyntaxKind.CloseBracketToken, ']'],
  [ts.SyntaxKind.CloseBraceToken, '}'],
  [ts.SyntaxKind.TemplateMiddle, '}`'],
  [ts.SyntaxKind.TemplateTail, '}`'],
  [ts.SyntaxKind.GreaterThanToken, '>'],
]);

/** The brackets that are open behind the last token, the outermost first. */
export function openBrackets(tokens: readonly CellToken[]): OpenBracket[] {
  const open: OpenBracket[] = [];
  for (const { kind, start } of tokens) {
    const closed = closes.get(kind);
    const opener = closed === undefined ? -1 : open.findLastIndex(({ closing }) => closing === closed);
    // A `>` without a `<` since the last other bracket compares.
    const isCompared = closed === '>' && open.slice(opener).some(({ perhaps }) => !perhaps);
    if (opener >= 0 && !isCompared) open.length = opener;
    if (kind === ts.SyntaxKind.SemicolonToken) while (open.at(-1)?.perhaps) open.pop();
    const closing = closings.get(kind);
    if (closing !== undefined) open.push({ start, closing, perhaps: closing === '>' });
  }
  return open;
}

/** What may stand directly behind a beginning, nothing first. */
const directly = ['', ' => 0', ' X => 0', ' X {}', ' {}', ' class X {}', ' function f() {}', '(x) => 0'];
/** A text differs from the plain one in so many places at most; no program was found that needs more. */
const mostChanges = 3;
/** Of the innermost brackets this many are tried, so that a long wrong text is not tried for seconds. */
const mostBrackets = 6;

/**
 * Texts by which a beginning may go on, the plain closing of its brackets first. Where the parser cannot yet know what
 * it has before it, it takes the usual: `(a, b: number` for an expression and no arrow function's head, `f<number[]` for
 * a comparison, `export` for nothing at all. So each bracket is also closed as the head of an arrow function and as type
 * arguments, and what may stand directly behind is tried as well.
 */
export function continuations(brackets: readonly OpenBracket[]): string[] {
  const tried = brackets.slice(-mostBrackets);
  const outer = brackets.slice(0, -mostBrackets);
  const places = [
    directly,
    ...tried
      .toReversed()
      .map(({ closing, perhaps }) =>
        perhaps ? ['', '>', '>()', '>() => 0', '> => 0'] : [closing, `${closing} => 0`],
      ),
    ...outer.toReversed().map(({ closing, perhaps }) => [perhaps ? '' : closing]),
  ];
  return withChanges(places, mostChanges)
    .sort((a, b) => a.changes - b.changes)
    .map(({ rest }) => rest);
}

/** All texts that take the first choice in all places but a few. */
function withChanges(places: readonly string[][], most: number): { rest: string; changes: number }[] {
  const [choices, ...others] = places;
  if (choices === undefined) return [{ rest: '', changes: 0 }];
  return choices.flatMap((choice, index) => {
    const changes = index === 0 ? 0 : 1;
    if (changes > most) return [];
    return withChanges(others, most - changes).map((later) => ({
      rest: choice + later.rest,
      changes: changes + later.changes,
    }));
  });
}

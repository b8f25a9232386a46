import ts from 'typescript';
import { type CellToken, tokensOf } from './cell-tokens';
import { continuations, type OpenBracket, openBrackets } from './continuations';
import { parseErrors } from './parse-errors';

/** Whether a console may run what was typed, is to wait for another line, or has it run to see the error. */
export type Completeness =
  | { status: 'complete' | 'invalid' }
  /** `indent` is what the next line begins with. */
  | { status: 'incomplete'; indent: string };

const indentation = '  ';
/** TypeScript's numbers of what the end of the text comes too early for, though no further line could mend it. */
const brokenByLineEnd = new Set([1002 /* string */, 1161 /* regular expression */]);
/** And of a template or comment that has not ended, whose next line is the student's own text. */
const insideText = new Set([1160 /* template */, 1010 /* comment */]);

/** Whether code can be run as it stands, judged by its syntax alone. */
export function completenessOf(code: string): Completeness {
  const file = ts.createSourceFile('/cell.ts', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const errors = parseErrors(file);
  const tokens = tokensOf(file);
  if (errors.length === 0 && !lacksRest(file, tokens)) return { status: 'complete' };
  if (errors.some((error) => brokenByLineEnd.has(error.code))) return { status: 'invalid' };
  const end = tokens.at(-1)?.end ?? 0;
  const brackets = openBrackets(tokens);
  const error = firstError(file);
  // Whole statements before the last one are right, whatever follows.
  const start = file.statements.findLast((statement) => statement.end <= error)?.pos ?? 0;
  const begun = code.slice(start, end);
  const goesOn = error >= end || continuations(brackets).some((rest) => continues(begun, rest));
  if (!goesOn) return { status: 'invalid' };
  if (errors.some((error) => insideText.has(error.code))) return { status: 'incomplete', indent: '' };
  return { status: 'incomplete', indent: indentAfter(file, tokens, brackets) };
}

/** Whether the end is one of a header alone, as of an overload, or an `await`, which the parser may take for a name. */
function lacksRest(file: ts.SourceFile, tokens: CellToken[]): boolean {
  if (tokens.at(-1)?.text === 'await' && tokens.at(-2)?.text !== '.') return true;
  const last = file.statements.at(-1);
  if (last === undefined || tokens.at(-1)?.kind === ts.SyntaxKind.SemicolonToken) return false;
  const modifiers = ts.canHaveModifiers(last) ? ts.getModifiers(last) : [];
  if (modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return false;
  if (ts.isFunctionDeclaration(last)) return last.body === undefined;
  if (!ts.isVariableStatement(last)) return false;
  const { flags, declarations } = last.declarationList;
  return (flags & ts.NodeFlags.Const) !== 0 && declarations.at(-1)?.initializer === undefined;
}

function firstError(file: ts.SourceFile): number {
  return Math.min(...parseErrors(file).map(({ start }) => start));
}

/** Whether the parser finds nothing wrong in the beginning once the rest stands behind it. */
function continues(begun: string, rest: string): boolean {
  const file = ts.createSourceFile('/cell.ts', begun + rest, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  return firstError(file) >= begun.length;
}

/** One step further in than the line of what is still open: a bracket, or a statement within it. */
function indentAfter(file: ts.SourceFile, tokens: CellToken[], brackets: OpenBracket[]): string {
  const last = tokens.at(-1);
  if (last === undefined) return '';
  const bracket = brackets.findLast(({ perhaps }) => !perhaps)?.start ?? 0;
  const start = isWhole(file.text.slice(0, last.end), brackets)
    ? bracket
    : Math.max(bracket, statementStart(file, last.start));
  const line = file.text.slice(file.text.lastIndexOf('\n', start) + 1);
  return `${/^[\t ]*/.exec(line)?.[0] ?? ''}${indentation}`;
}

/** Whether nothing is missing but the closing of brackets. */
function isWhole(begun: string, brackets: OpenBracket[]): boolean {
  const [closing = ''] = continuations(brackets);
  const file = ts.createSourceFile(
    '/cell.ts',
    begun + closing,
    ts.ScriptTarget.ES2022,
    false,
    ts.ScriptKind.TS,
  );
  return parseErrors(file).length === 0;
}

/** Where the innermost statement around a place begins. */
function statementStart(file: ts.SourceFile, place: number): number {
  let start = 0;
  const visit = (node: ts.Node): void => {
    if (place < node.pos || place >= node.end) return;
    if (ts.isStatement(node) && !ts.isBlock(node)) start = node.getStart(file);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return start;
}

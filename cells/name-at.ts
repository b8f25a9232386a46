import ts from 'typescript';
import { type CellToken, tokensOf } from './cell-tokens';

/** Where a name stands in a cell, as offsets. */
export interface NamePlace {
  start: number;
  /** Whether the cursor touches it, and not only what follows it. */
  isTouched: boolean;
}

/**
 * Finds the name at a cursor: the one that it touches, else one that ends before it on its line, with nothing between
 * but arguments: `layer.klLoss()|`.
 */
export function nameAt(source: string, cursor: number): NamePlace | undefined {
  const tokens = tokensOf(
    ts.createSourceFile('/cell.ts', source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS),
  );
  // Of two names that touch it, as in `a.b|`, there is only one: a name cannot follow another without a space.
  const touched = tokens.find((token) => isName(token) && token.start <= cursor && cursor <= token.end);
  if (touched !== undefined) return { start: touched.start, isTouched: true };
  const before = tokens.filter(({ end }) => end <= cursor);
  const end = before.at(-1)?.end ?? 0;
  if (source.slice(end, cursor).trim() !== '' || source.slice(end, cursor).includes('\n')) return undefined;
  if (before.at(-1)?.kind === ts.SyntaxKind.SemicolonToken) before.pop();
  if (before.at(-1)?.kind === ts.SyntaxKind.CloseParenToken) before.splice(openingOf(before));
  const name = before.at(-1);
  return name !== undefined && isName(name) ? { start: name.start, isTouched: false } : undefined;
}

function isName({ kind }: CellToken): boolean {
  return kind === ts.SyntaxKind.Identifier || kind === ts.SyntaxKind.PrivateIdentifier;
}

/** The index of the parenthesis that the last token closes. */
function openingOf(tokens: readonly CellToken[]): number {
  let depth = 0;
  return tokens.findLastIndex(({ kind }) => {
    if (kind === ts.SyntaxKind.CloseParenToken) depth++;
    if (kind === ts.SyntaxKind.OpenParenToken) depth--;
    return depth === 0;
  });
}

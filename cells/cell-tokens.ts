import ts from 'typescript';

/** A token of a text, without the spaces and comments before it. */
export interface CellToken {
  kind: ts.SyntaxKind;
  start: number;
  end: number;
  /** The token's text. */
  text: string;
}

/** All tokens of a parsed text in their order; those too that the parser could make nothing of. */
export function tokensOf(file: ts.SourceFile): CellToken[] {
  const tokens: CellToken[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    for (const child of children) visit(child);
    const start = node.getStart(file, false);
    const isToken = children.length === 0 && node.kind !== ts.SyntaxKind.SyntaxList && node.end > start;
    if (isToken)
      tokens.push({ kind: node.kind, start, end: node.end, text: file.text.slice(start, node.end) });
  };
  visit(file);
  return tokens;
}

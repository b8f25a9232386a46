import ts from 'typescript';

/**
 * The part of a module that a completion replaces: the word around the cursor, in a string all of it, of a path
 * what follows its last slash.
 */
export function typedSpan(file: ts.SourceFile, position: number): { start: number; end: number } {
  const literal = stringAround(file, position);
  if (literal === undefined) return wordAround(file.text, position);
  const start = literal.getStart(file) + 1;
  const end = isUnterminated(literal) ? position : literal.end - 1;
  if (!isModuleName(literal)) return { start, end };
  const slash = file.text.slice(start, position).lastIndexOf('/');
  return { start: start + slash + 1, end };
}

/** Whether the cursor stands where a module is named, with the name up to there. */
export function moduleNameBefore(file: ts.SourceFile, position: number): string | undefined {
  const literal = stringAround(file, position);
  if (literal === undefined || !isModuleName(literal)) return undefined;
  return file.text.slice(literal.getStart(file) + 1, position);
}

/** The string without substitutions whose text the cursor stands in. */
function stringAround(file: ts.SourceFile, position: number): ts.StringLiteralLike | undefined {
  let found: ts.StringLiteralLike | undefined;
  const visit = (node: ts.Node): void => {
    if (position <= node.getStart(file) || position > node.end) return;
    if (!ts.isStringLiteralLike(node)) ts.forEachChild(node, visit);
    else if (position < node.end || isUnterminated(node)) found = node;
  };
  ts.forEachChild(file, visit);
  return found;
}

function isUnterminated(literal: ts.LiteralLikeNode): boolean {
  return literal.isUnterminated === true;
}

function isModuleName({ parent }: ts.Node): boolean {
  if (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent)
  )
    return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent)) return false;
  const { expression } = parent;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function wordAround(text: string, position: number): { start: number; end: number } {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  const before = /#?[\p{ID_Continue}$\u200c\u200d]*$/u.exec(line)?.[0] ?? '';
  const behind = /^[\p{ID_Continue}$\u200c\u200d]*/u.exec(text.slice(position))?.[0] ?? '';
  return { start: position - before.length, end: position + behind.length };
}

import ts from 'typescript';
import { bare } from './bare';

/**
 * Whether a function still is the stub that the student was given: a body that computes nothing, so at
 * most one `return` of nothing, or a `throw`, and calls that only print.
 */
export function isStub(node: ts.Node): boolean {
  const body = bodyOf(node);
  if (body === undefined) return isEmptyVariable(node);
  if (!ts.isBlock(body)) return isNothing(body);
  return body.statements.every(
    (statement) =>
      ts.isEmptyStatement(statement) ||
      ts.isThrowStatement(statement) ||
      (ts.isReturnStatement(statement) && isNothing(statement.expression)) ||
      (ts.isExpressionStatement(statement) &&
        (isPrint(statement.expression) || isNothing(statement.expression))),
  );
}

function bodyOf(node: ts.Node): ts.ConciseBody | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node))
    return node.body;
  if (ts.isVariableDeclaration(node)) return node.initializer && bodyOf(bare(node.initializer));
  if (ts.isExportAssignment(node)) return bodyOf(bare(node.expression));
  if (ts.isBinaryExpression(node)) return bodyOf(bare(node.right));
  return undefined;
}

function isEmptyVariable(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node)) return isNothing(node.initializer);
  return ts.isBinaryExpression(node) && isNothing(node.right);
}

/** `undefined`, `null` or `void 0`, whatever types are claimed for it. */
function isNothing(expression: ts.Expression | undefined): boolean {
  if (expression === undefined) return true;
  const inner = bare(expression);
  return (
    inner.kind === ts.SyntaxKind.NullKeyword ||
    ts.isVoidExpression(inner) ||
    (ts.isIdentifier(inner) && inner.text === 'undefined')
  );
}

function isPrint(expression: ts.Expression): boolean {
  return ts.isCallExpression(expression) && expression.expression.getText().startsWith('console.');
}

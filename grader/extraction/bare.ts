import ts from 'typescript';

/** An expression without its parentheses, casts and `!`. */
export function bare(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isSatisfiesExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** A member access and its member's name; the name is undefined where it is computed. */
export function memberOf(
  expression: ts.Expression,
): { object: ts.Expression; member: string | undefined } | undefined {
  if (ts.isPropertyAccessExpression(expression))
    return { object: bare(expression.expression), member: expression.name.text };
  if (!ts.isElementAccessExpression(expression)) return undefined;
  const key = bare(expression.argumentExpression);
  return {
    object: bare(expression.expression),
    member: ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined,
  };
}

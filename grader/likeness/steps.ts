import ts from 'typescript';

/** A statement, taken apart as far as it can also be written as several. */
export type Step =
  | { kind: 'if'; test: ts.Expression; yes: Step[]; no: Step[] }
  | { kind: 'return'; value?: ts.Expression }
  | { kind: 'run'; value: ts.Expression }
  | { kind: 'set'; target: ts.Expression; value: ts.Expression }
  | { kind: 'other'; statement: ts.Statement };

/**
 * The steps of statements: blocks are what they hold; `return a ? b : c`, `x = a ? b : c` and `a && b;` are an `if`;
 * what `tf.tidy` runs last is what would stand without it. Declarations are none.
 */
export const stepsOf = (statements: readonly ts.Statement[]): Step[] => statements.flatMap(stepsOfOne);

function stepsOfOne(statement: ts.Statement): Step[] {
  if (ts.isBlock(statement)) return stepsOf(statement.statements);
  if (ts.isLabeledStatement(statement)) return stepsOfOne(statement.statement);
  if (ts.isIfStatement(statement)) {
    const { expression: test, thenStatement, elseStatement } = statement;
    return [
      {
        kind: 'if',
        test,
        yes: stepsOfOne(thenStatement),
        no: elseStatement ? stepsOfOne(elseStatement) : [],
      },
    ];
  }
  if (ts.isReturnStatement(statement)) return returning(statement.expression);
  if (ts.isExpressionStatement(statement)) return running(statement.expression);
  if (ts.isVariableStatement(statement))
    return statement.declarationList.flags & ts.NodeFlags.Using ? [{ kind: 'other', statement }] : [];
  return isIdleStatement(statement) ? [] : [{ kind: 'other', statement }];
}

const isIdleStatement = (node: ts.Statement): boolean =>
  ts.isEmptyStatement(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node) ||
  ts.isModuleDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isImportEqualsDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  node.kind === ts.SyntaxKind.DebuggerStatement;

/** The steps of a function's body. */
export const stepsOfBody = (body: ts.ConciseBody | undefined): Step[] => {
  if (!body) return [];
  return ts.isBlock(body) ? stepsOf(body.statements) : returning(body);
};

function returning(value: ts.Expression | undefined): Step[] {
  if (!value) return [{ kind: 'return' }];
  const bare = unwrapped(value);
  if (ts.isConditionalExpression(bare))
    return [
      { kind: 'if', test: bare.condition, yes: returning(bare.whenTrue), no: returning(bare.whenFalse) },
    ];
  const tidied = runByTidy(bare);
  if (tidied) return [...stepsOfBody(tidied.body), { kind: 'return' }];
  return loopedBy(bare)
    ? [{ kind: 'run', value: bare }, { kind: 'return' }]
    : [{ kind: 'return', value: bare }];
}

function running(value: ts.Expression): Step[] {
  const bare = unwrapped(value);
  if (ts.isConditionalExpression(bare))
    return [{ kind: 'if', test: bare.condition, yes: running(bare.whenTrue), no: running(bare.whenFalse) }];
  if (!ts.isBinaryExpression(bare)) return [{ kind: 'run', value: bare }];
  const { left, right, operatorToken } = bare;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return [{ kind: 'if', test: left, yes: running(right), no: [] }];
    case ts.SyntaxKind.BarBarToken:
      return [{ kind: 'if', test: left, yes: [], no: running(right) }];
    case ts.SyntaxKind.CommaToken:
      return [...running(left), ...running(right)];
    case ts.SyntaxKind.EqualsToken:
      return setting(left, right);
    default:
      return [{ kind: 'run', value: bare }];
  }
}

function setting(target: ts.Expression, value: ts.Expression): Step[] {
  const bare = unwrapped(value);
  if (!ts.isConditionalExpression(bare)) return [{ kind: 'set', target, value }];
  const { condition: test, whenTrue, whenFalse } = bare;
  return [{ kind: 'if', test, yes: setting(target, whenTrue), no: setting(target, whenFalse) }];
}

/** The expression without its parentheses and casts. */
export function unwrapped(node: ts.Expression): ts.Expression {
  let bare = node;
  while (
    ts.isParenthesizedExpression(bare) ||
    ts.isAsExpression(bare) ||
    ts.isNonNullExpression(bare) ||
    ts.isTypeAssertionExpression(bare) ||
    ts.isSatisfiesExpression(bare)
  )
    bare = bare.expression;
  return bare;
}

type Callback = ts.ArrowFunction | ts.FunctionExpression;

const isCallback = (node: ts.Expression | undefined): node is Callback =>
  node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && !node.asteriskToken;

/** Whether a function is what `tf.tidy(() => …)` runs: its names belong to what stands around it. */
export const isTidied = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && runByTidy(node.parent) === node;

/** The function of `tf.tidy(() => …)`, however the library is called. */
function runByTidy(node: ts.Expression): Callback | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const made = node.arguments.length === 1 ? unwrapped(node.arguments[0] as ts.Expression) : undefined;
  return node.expression.name.text === 'tidy' && isCallback(made) && made.parameters.length === 0
    ? made
    : undefined;
}

/** `list.forEach(each)`: the list, and what is done with each element. */
export function loopedBy(node: ts.Expression): { over: ts.Expression; each: ts.Expression } | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return undefined;
  const { expression } = node;
  const each = unwrapped(node.arguments[0] as ts.Expression);
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'forEach'
    ? { over: expression.expression, each }
    : undefined;
}

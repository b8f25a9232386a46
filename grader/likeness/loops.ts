import ts from 'typescript';
import { isAssignment } from './names';

/** A loop over the elements of a list, however it is written. */
export interface Loop {
  over: ts.Expression;
  /** The names of the element and of its index, where the loop declares them. */
  element?: ts.BindingName;
  index?: ts.BindingName;
  body: ts.Statement;
}

/**
 * A `for` statement as a loop over a list: `for…of`, also over `list.entries()` and `list.keys()`, `for…in`, and
 * counting from 0 to the list's length.
 */
export function loopOf(node: ts.Statement): Loop | undefined {
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return loopOverElements(node);
  if (!ts.isForStatement(node)) return undefined;
  const { initializer, condition, incrementor, statement: body } = node;
  if (!initializer || !ts.isVariableDeclarationList(initializer) || !condition || !incrementor)
    return undefined;
  const [counter, ...others] = initializer.declarations;
  if (!counter || others.length > 0 || !ts.isIdentifier(counter.name)) return undefined;
  if (!counter.initializer || !ts.isNumericLiteral(counter.initializer) || counter.initializer.text !== '0')
    return undefined;
  const over = boundedList(condition, counter.name.text);
  return over && countsUp(incrementor, counter.name.text) ? { over, index: counter.name, body } : undefined;
}

function loopOverElements(node: ts.ForOfStatement | ts.ForInStatement): Loop | undefined {
  const { expression: over, initializer, statement: body } = node;
  if (!ts.isVariableDeclarationList(initializer)) return undefined;
  const name = initializer.declarations[0]?.name;
  if (!name) return undefined;
  if (ts.isForInStatement(node)) return { over, index: name, body };
  const list = listAsked(over, 'keys');
  if (list) return { over: list, index: name, body };
  const pairs = listAsked(over, 'entries');
  if (!pairs || !ts.isArrayBindingPattern(name)) return { over, element: name, body };
  const [index, element] = [name.elements[0], name.elements[1]].map((one) =>
    one && ts.isBindingElement(one) ? one.name : undefined,
  );
  return { over: pairs, ...(element && { element }), ...(index && { index }), body };
}

/** The list of `list.keys()` or `list.entries()`. */
const listAsked = (node: ts.Expression, method: string): ts.Expression | undefined =>
  ts.isCallExpression(node) &&
  node.arguments.length === 0 &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === method
    ? node.expression.expression
    : undefined;

/** The list of `i < list.length`. */
function boundedList(condition: ts.Expression, counter: string): ts.Expression | undefined {
  if (!ts.isBinaryExpression(condition)) return undefined;
  const { left, right, operatorToken } = condition;
  const ends =
    operatorToken.kind === ts.SyntaxKind.LessThanToken ||
    operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  if (!ends || !ts.isIdentifier(left) || left.text !== counter) return undefined;
  return ts.isPropertyAccessExpression(right) && right.name.text === 'length' ? right.expression : undefined;
}

function countsUp(node: ts.Expression, counter: string): boolean {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken && isName(node.operand, counter);
  if (!ts.isBinaryExpression(node) || !isAssignment(node) || !isName(node.left, counter)) return false;
  return node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken
    ? node.right.getText() === '1'
    : node.right.getText().replaceAll(' ', '') === `${counter}+1`;
}

const isName = (node: ts.Expression, name: string): boolean => ts.isIdentifier(node) && node.text === name;

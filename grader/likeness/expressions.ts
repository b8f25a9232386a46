import ts from 'typescript';
import { type Express, moduleNamed } from './bindings';
import { call, member } from './calls';
import { isAssignment } from './names';
import {
  and,
  difference,
  equal,
  less,
  literal,
  not,
  nothing,
  or,
  product,
  quotient,
  sum,
  type Tree,
  tree,
} from './tree';

/** What the normal form of an expression is made with. */
export interface Making {
  express: Express;
  mention: (name: ts.Identifier) => Tree;
  /** A member's name; numbered later where it is the code's own. */
  memberName: (name: ts.Node) => Tree;
  functionOf: (node: ts.FunctionLikeDeclaration) => Tree;
  classOf: (node: ts.ClassLikeDeclaration) => Tree;
  /** What stands for `list[i]` in a loop over `list` that counts `i`. */
  elementAt: (node: ts.ElementAccessExpression) => Tree | undefined;
}

const { SyntaxKind } = ts;

/** The normal form of an expression: of several ways to write it, one. Types are no part of it. */
export function normalExpression(node: ts.Expression, on: Making): Tree {
  const { express } = on;
  if (ts.isIdentifier(node)) return on.mention(node);
  if (isWrapped(node)) return express(node.expression);
  if (ts.isNumericLiteral(node)) return literal(Number(node.text));
  if (ts.isStringLiteralLike(node)) return literal(node.text);
  if (ts.isTemplateExpression(node))
    return sum(
      literal(node.head.text),
      ...node.templateSpans.flatMap(({ expression, literal: after }) => [
        express(expression),
        literal(after.text),
      ]),
    );
  if (ts.isPropertyAccessExpression(node)) return member(express(node.expression), on.memberName(node.name));
  if (ts.isElementAccessExpression(node)) return accessed(node, on);
  if (ts.isCallExpression(node)) return called(node, on);
  if (ts.isNewExpression(node)) return constructed(node, on);
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return on.functionOf(node);
  if (ts.isClassExpression(node)) return on.classOf(node);
  if (ts.isBinaryExpression(node)) return binary(node, on);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(node, on);
  if (ts.isConditionalExpression(node)) return conditional(node, on);
  if (ts.isObjectLiteralExpression(node))
    return tree(
      'object',
      node.properties.map((one) => property(one, on)),
    );
  if (ts.isArrayLiteralExpression(node)) return tree('list', node.elements.map(express));
  if (ts.isSpreadElement(node)) return tree('...', [express(node.expression)]);
  if (ts.isVoidExpression(node)) return nothing;
  if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword)
    return literal(node.kind === SyntaxKind.TrueKeyword);
  if (ts.isAwaitExpression(node)) return awaited(express(node.expression));
  return tree(SyntaxKind[node.kind] as string, [...literalText(node), ...partsOf(node).map(express)]);
}

/** Parentheses, casts and `!` say nothing about what is computed. */
const isWrapped = (node: ts.Expression): node is ts.ParenthesizedExpression =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isExpressionWithTypeArguments(node);

const literalText = (node: ts.Expression): Tree[] =>
  ts.isLiteralExpression(node) ? [literal(node.text)] : [];

function partsOf(node: ts.Node): ts.Expression[] {
  const parts: ts.Expression[] = [];
  ts.forEachChild(node, (part) => {
    if (!ts.isTypeNode(part) && ts.isExpression(part)) parts.push(part);
  });
  return parts;
}

/** A module that is waited for is the module. */
const awaited = (one: Tree): Tree => (one.parts.length === 0 && !one.binding ? one : tree('await', [one]));

function accessed(node: ts.ElementAccessExpression, on: Making): Tree {
  const { argumentExpression: at, expression } = node;
  const element = on.elementAt(node);
  if (element) return element;
  if (ts.isStringLiteralLike(at) && !/^\d+$/.test(at.text))
    return member(on.express(expression), on.memberName(at));
  const place = on.express(at);
  const number = typeof place.value === 'string' ? literal(Number(place.value)) : place;
  return tree('[]', [on.express(expression), number]);
}

function called(node: ts.CallExpression, on: Making): Tree {
  const [specifier] = node.arguments;
  const imports = node.expression.kind === SyntaxKind.ImportKeyword;
  if (imports || (ts.isIdentifier(node.expression) && node.expression.text === 'require'))
    return moduleNamed(specifier);
  return call(on.express(node.expression), node.arguments.map(on.express));
}

/** `new Array()` is `[]`. */
function constructed(node: ts.NewExpression, on: Making): Tree {
  const callee = on.express(node.expression);
  const args = (node.arguments ?? []).map(on.express);
  if (callee.word === 'Array' && args.length === 0) return tree('list');
  if (callee.word === 'Object' && args.length === 0) return tree('object');
  return tree('new', [callee, ...args]);
}

function conditional(node: ts.ConditionalExpression, on: Making): Tree {
  const condition = on.express(node.condition);
  const [yes, no] = [on.express(node.whenTrue), on.express(node.whenFalse)];
  return condition.word === 'not'
    ? tree('?', [condition.parts[0] as Tree, no, yes])
    : tree('?', [condition, yes, no]);
}

function property(node: ts.ObjectLiteralElementLike, on: Making): Tree {
  if (ts.isSpreadAssignment(node)) return tree('...', [on.express(node.expression)]);
  const key = ts.isComputedPropertyName(node.name)
    ? tree('computed', [on.express(node.name.expression)])
    : on.memberName(node.name);
  if (ts.isPropertyAssignment(node)) return tree('member', [key, on.express(node.initializer)]);
  if (ts.isShorthandPropertyAssignment(node)) return tree('member', [key, on.mention(node.name)]);
  const made = on.functionOf(node);
  if (ts.isMethodDeclaration(node)) return tree('member', [key, made]);
  return tree(ts.isGetAccessor(node) ? 'get' : 'set', [key, made]);
}

function unary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, on: Making): Tree {
  const operand = on.express(node.operand);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return not(operand);
    case SyntaxKind.MinusToken:
      return typeof operand.value === 'number' ? literal(-operand.value) : tree('minus', [operand]);
    case SyntaxKind.PlusPlusToken:
      return tree('=', [operand, sum(operand, literal(1))]);
    case SyntaxKind.MinusMinusToken:
      return tree('=', [operand, difference(operand, literal(1))]);
    default:
      return tree(SyntaxKind[node.operator] as string, [operand]);
  }
}

function binary(node: ts.BinaryExpression, on: Making): Tree {
  const [left, right] = [on.express(node.left), on.express(node.right)];
  const kind = node.operatorToken.kind;
  if (kind === SyntaxKind.EqualsToken) return tree('=', [left, right]);
  const operator = isAssignment(node) ? operatorOf[kind] : kind;
  const value = operated(operator ?? kind, left, right);
  return isAssignment(node) ? tree('=', [left, value]) : value;
}

/** The operator of `+=` and the like. */
const operatorOf: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [SyntaxKind.PlusEqualsToken]: SyntaxKind.PlusToken,
  [SyntaxKind.MinusEqualsToken]: SyntaxKind.MinusToken,
  [SyntaxKind.AsteriskEqualsToken]: SyntaxKind.AsteriskToken,
  [SyntaxKind.SlashEqualsToken]: SyntaxKind.SlashToken,
  [SyntaxKind.AsteriskAsteriskEqualsToken]: SyntaxKind.AsteriskAsteriskToken,
  [SyntaxKind.AmpersandAmpersandEqualsToken]: SyntaxKind.AmpersandAmpersandToken,
  [SyntaxKind.BarBarEqualsToken]: SyntaxKind.BarBarToken,
  [SyntaxKind.QuestionQuestionEqualsToken]: SyntaxKind.QuestionQuestionToken,
};

function operated(operator: ts.SyntaxKind, left: Tree, right: Tree): Tree {
  switch (operator) {
    case SyntaxKind.PlusToken:
      return sum(left, right);
    case SyntaxKind.MinusToken:
      return difference(left, right);
    case SyntaxKind.AsteriskToken:
      return product(left, right);
    case SyntaxKind.SlashToken:
      return quotient(left, right);
    case SyntaxKind.AsteriskAsteriskToken:
      return tree('**', [left, right]);
    case SyntaxKind.AmpersandAmpersandToken:
      return and(left, right);
    case SyntaxKind.BarBarToken:
      return or(left, right);
    case SyntaxKind.LessThanToken:
      return less(left, right);
    case SyntaxKind.GreaterThanToken:
      return less(right, left);
    case SyntaxKind.LessThanEqualsToken:
      return not(less(right, left));
    case SyntaxKind.GreaterThanEqualsToken:
      return not(less(left, right));
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return equal(left, right);
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return not(equal(left, right));
    case SyntaxKind.CommaToken:
      return isIdle(left) ? right : tree(',', [left, right]);
    default:
      return tree(SyntaxKind[operator] as string, [left, right]);
  }
}

/** Whether leaving it out would change nothing but what is printed. */
export function isIdle(one: Tree): boolean {
  if (isPrint(one)) return true;
  return !effects.has(one.word) && (one.word === 'function' || one.parts.every(isIdle));
}

const effects = new Set(['call', 'apply', 'new', '=', 'await', 'YieldExpression', 'DeleteExpression']);

/** A call that only prints: of the console, or of `process.stdout`. */
function isPrint({ word, parts }: Tree): boolean {
  if (word !== 'call') return false;
  let object = parts[1];
  while (object?.word === '.') object = object.parts[0];
  return object !== undefined && !object.binding && /^(?:console|process|performance)$/.test(object.word);
}

import ts from 'typescript';
import { bare, memberOf } from './bare';
import { globalObjects } from './known-calls';
import type { Local, Target } from './piece';
import type { Scope } from './scope';

/** Tells what an expression's value may be another name for, each expression once. */
export class Origins {
  readonly #scope: Scope;
  readonly #known = new Map<ts.Node, Target | undefined>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  of(expression: ts.Expression): Target | undefined {
    const inner = bare(expression);
    if (this.#known.has(inner)) return this.#known.get(inner);
    const found = this.#find(inner);
    this.#known.set(inner, found);
    return found;
  }

  #find(inner: ts.Expression): Target | undefined {
    if (ts.isIdentifier(inner)) return this.#scope.find(inner.text) ?? inner.text;
    const member = memberOf(inner);
    if (member)
      return this.#isPlain(member.object) ? undefined : (this.globalMember(inner) ?? this.of(member.object));
    if (ts.isAwaitExpression(inner) || ts.isSpreadElement(inner)) return this.of(inner.expression);
    if (ts.isConditionalExpression(inner)) return this.#any([inner.whenTrue, inner.whenFalse]);
    if (ts.isBinaryExpression(inner)) {
      const { kind } = inner.operatorToken;
      return valueOperators.has(kind) ? this.#any([inner.left, inner.right]) : undefined;
    }
    if (ts.isArrayLiteralExpression(inner)) return this.#any(inner.elements);
    if (ts.isObjectLiteralExpression(inner)) return this.#any(valuesIn(inner));
    if (ts.isCallExpression(inner)) {
      const called = memberOf(bare(inner.expression));
      return this.#any([...(called ? [called.object] : []), ...inner.arguments], true);
    }
    if (ts.isNewExpression(inner)) return this.#any(inner.arguments ?? [], true);
    return undefined;
  }

  /** `globalThis.name` is a name of its own. */
  globalMember(expression: ts.Expression): string | undefined {
    const access = memberOf(bare(expression));
    if (!access || access.member === undefined || !ts.isIdentifier(access.object)) return undefined;
    const { text } = access.object;
    return globalObjects.has(text) && !this.#scope.find(text) ? `globalThis.${access.member}` : undefined;
  }

  /** Its members are numbers, and functions of numbers: whoever has one cannot change it. */
  #isPlain(holder: ts.Expression): boolean {
    return ts.isIdentifier(holder) && plainHolders.has(holder.text) && !this.#scope.find(holder.text);
  }

  #any(expressions: readonly ts.Expression[], loose = false): Local | undefined {
    const targets = expressions.map((one) => this.of(one)).filter((target) => target !== undefined);
    return targets.length === 0
      ? undefined
      : { parameter: false, aliases: targets.map((target) => ({ target, loose })) };
  }
}

const plainHolders: ReadonlySet<string> = new Set(['Math', 'Number']);

const valueOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.EqualsToken,
]);

function valuesIn(literal: ts.ObjectLiteralExpression): ts.Expression[] {
  return literal.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return [property.initializer];
    if (ts.isShorthandPropertyAssignment(property)) return [property.name];
    return ts.isSpreadAssignment(property) ? [property.expression] : [];
  });
}

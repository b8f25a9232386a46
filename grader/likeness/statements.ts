import ts from 'typescript';
import type { Express } from './bindings';
import { call } from './calls';
import { isIdle } from './expressions';
import { loopOf } from './loops';
import { loopedBy, type Step, stepsOf, stepsOfBody } from './steps';
import { and, equal, nothing, type Tree, tree } from './tree';

/** What follows a list of steps: the end of a function, where `return;` says nothing, of a loop, or something else. */
type After = 'function' | 'loop' | 'more';

/** What the normal form of statements is made with. */
export interface Phrasing {
  express: Express;
  /** Does what goes a level deeper. */
  deeper: <T>(make: () => T) => T;
  /** Whether what it changes is read nowhere. */
  isDead: (node: ts.Expression) => boolean;
}

export const bodyOf = (node: ts.FunctionLikeDeclaration, on: Phrasing): Tree[] =>
  sequence(stepsOfBody(node.body), 'function', on);

export const statementsOf = (list: readonly ts.Statement[], on: Phrasing): Tree[] =>
  sequence(stepsOf(list), 'more', on);

/**
 * The normal form of a list of steps. It does not count which branch of an `if` comes first, nor whether what follows
 * a branch that ends stands in an `else`; what can never be reached is left out.
 */
const sequence = (steps: readonly Step[], after: After, on: Phrasing): Tree[] =>
  on.deeper(() => inOrder(steps, after, on));

function inOrder(steps: readonly Step[], after: After, on: Phrasing): Tree[] {
  const made: Tree[] = [];
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    if (step.kind === 'if') {
      const rest = steps.slice(i + 1);
      const joins = !last && (ends(step.yes) || ends(step.no));
      const then = (own: Step[], other: Step[]): Tree[] =>
        sequence(
          joins && ends(other) && !ends(own) ? [...own, ...rest] : own,
          joins || last ? after : 'more',
          on,
        );
      made.push(...branches(on.express(step.test), then(step.yes, step.no), then(step.no, step.yes)));
      if (joins) return made;
    } else {
      made.push(...simple(step, last ? after : 'more', on));
      if (endsHere(step)) return made;
    }
  }
  return made;
}

/** Whether nothing that stands below is reached. */
const ends = (steps: readonly Step[]): boolean => steps.some(endsHere);

function endsHere(step: Step): boolean {
  if (step.kind === 'return') return true;
  if (step.kind === 'if') return ends(step.yes) && ends(step.no);
  return (
    step.kind === 'other' &&
    (ts.isThrowStatement(step.statement) || ts.isBreakOrContinueStatement(step.statement))
  );
}

/** An `if` with the branch of the plain condition first; one within another is one with both conditions. */
function branches(test: Tree, yes: Tree[], no: Tree[]): Tree[] {
  if (test.word === 'not') return branches(test.parts[0] as Tree, no, yes);
  if (test.value !== undefined) return test.value ? yes : no;
  const [inner] = yes;
  if (no.length === 0 && yes.length === 1 && inner?.word === 'if' && inner.parts[2]?.parts.length === 0)
    return branches(and(test, inner.parts[0] as Tree), [...(inner.parts[1] as Tree).parts], []);
  if (yes.length === 0 && no.length === 0) return isIdle(test) ? [] : [test];
  return [tree('if', [test, tree('yes', yes), tree('no', no)])];
}

function simple(step: Exclude<Step, { kind: 'if' }>, after: After, on: Phrasing): Tree[] {
  const { express } = on;
  switch (step.kind) {
    case 'return': {
      const value = step.value && express(step.value);
      if (value && value.word !== nothing.word) return [tree('return', [value])];
      return after === 'function' ? [] : [tree('return')];
    }
    case 'set':
      return on.isDead(step.target) ? [] : [tree('=', [express(step.target), express(step.value)])];
    case 'run': {
      const loop = loopedBy(step.value);
      if (loop) return [forEach(loop.over, loop.each, on)];
      const value = on.isDead(step.value) ? nothing : express(step.value);
      return isIdle(value) ? [] : [value];
    }
    case 'other':
      return other(step.statement, after, on);
  }
}

/** `list.forEach(each)` is a loop over the list. */
function forEach(over: ts.Expression, each: ts.Expression, on: Phrasing): Tree {
  const { express } = on;
  const own = (ts.isArrowFunction(each) || ts.isFunctionExpression(each)) && !isAsync(each);
  if (!own) return tree('each', [express(over), call(express(each), [tree('element')])], { scope: each });
  const body = sequence(stepsOfBody(each.body).map(returnAsNext), 'function', on);
  return tree('each', [express(over), ...body], { scope: each });
}

const isAsync = (node: ts.ArrowFunction | ts.FunctionExpression): boolean =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;

/** What a callback returns is heard by nobody. */
const returnAsNext = (step: Step): Step => {
  if (step.kind === 'if') return { ...step, yes: step.yes.map(returnAsNext), no: step.no.map(returnAsNext) };
  return step.kind === 'return' && step.value ? { kind: 'run', value: step.value } : step;
};

function other(node: ts.Statement, after: After, on: Phrasing): Tree[] {
  const { express } = on;
  const inLoop = (body: ts.Statement): Tree[] => sequence(stepsOf([body]), 'loop', on);
  const loop = loopOf(node);
  if (loop) return [tree('each', [express(loop.over), ...inLoop(loop.body)], { scope: node })];
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const target = ts.isVariableDeclarationList(node.initializer) ? nothing : express(node.initializer);
    return [
      tree('each into', [target, express(node.expression), ...inLoop(node.statement)], { scope: node }),
    ];
  }
  if (ts.isForStatement(node)) {
    const { initializer, condition, incrementor } = node;
    const first = initializer && !ts.isVariableDeclarationList(initializer) ? [express(initializer)] : [];
    const body = [...inLoop(node.statement), ...(incrementor ? [express(incrementor)] : [])];
    return [...first, tree('while', [condition ? express(condition) : yes, ...body], { scope: node })];
  }
  if (ts.isWhileStatement(node))
    return [tree('while', [express(node.expression), ...inLoop(node.statement)], { scope: node })];
  if (ts.isDoStatement(node))
    return [tree('do', [express(node.expression), ...inLoop(node.statement)], { scope: node })];
  if (ts.isContinueStatement(node)) return after === 'loop' ? [] : [tree('return')];
  if (ts.isBreakStatement(node)) return [tree('break')];
  if (ts.isThrowStatement(node)) return [tree('throw')]; // whatever it says
  if (ts.isTryStatement(node)) {
    const inside = (block: ts.Block | undefined): Tree =>
      tree('block', block ? statementsOf([block], on) : []);
    return [tree('try', [inside(node.tryBlock), inside(node.catchClause?.block), inside(node.finallyBlock)])];
  }
  if (ts.isSwitchStatement(node)) return [switched(node, on)];
  if (ts.isExportAssignment(node)) return [express(node.expression)];
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ initializer }) =>
      tree('using', initializer ? [express(initializer)] : []),
    );
  return [tree(ts.SyntaxKind[node.kind] as string)];
}

const yes = tree('true', [], { value: true });

function switched(node: ts.SwitchStatement, on: Phrasing): Tree {
  const subject = on.express(node.expression);
  const clauses = node.caseBlock.clauses.map((clause) => {
    const body = statementsOf(clause.statements, on);
    return ts.isCaseClause(clause)
      ? tree('case', [equal(subject, on.express(clause.expression)), ...body])
      : tree('case', body);
  });
  return tree('switch', clauses);
}

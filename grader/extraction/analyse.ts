import ts from 'typescript';
import { bare, memberOf } from './bare';
import { blockNames, namesBoundBy, varNames } from './bound-names';
import { EffectLog, Spread } from './effects';
import {
  changingFunctions,
  globalObjects,
  readingMethods,
  registeringFunction,
  trainingMethods,
} from './known-calls';
import { Origins } from './origin';
import { type Analysis, type Definition, type Reference, type Target, use } from './piece';
import { isReference } from './references';
import { Scope } from './scope';

/**
 * Reads off a syntax tree which names from outside a piece uses and what it may change, now and when functions of it are
 * called. Every node is visited once.
 *
 * @param lasting whether functions in the piece outlive it; else all code in it counts as run with it
 */
export function analyse(node: ts.Node, file: ts.SourceFile, lasting: boolean): Analysis {
  return new Walk(file, lasting).over(node);
}

type Level = typeof use.now | typeof use.later | typeof use.type;

class Walk {
  readonly #file: ts.SourceFile;
  readonly #lasting: boolean;
  readonly #scope = new Scope();
  readonly #origins = new Origins(this.#scope);
  readonly #logs = { [use.now]: new EffectLog(), [use.later]: new EffectLog() };
  readonly #uses = new Map<string, number>();
  readonly #references: Reference[] = [];
  readonly #properties = new Set<string>();
  readonly #definitions: Definition[] = [];
  readonly #imports: number[] = [];
  readonly #aliases = new Set<Target>();
  #level: Level = use.now;

  constructor(file: ts.SourceFile, lasting: boolean) {
    this.#file = file;
    this.#lasting = lasting;
  }

  over(node: ts.Node): Analysis {
    if (ts.isVariableDeclaration(node)) this.#topVariable(node);
    else this.#visit(node);
    const later = this.#logs[use.later].settle();
    const now = this.#logs[use.now].settle();
    if (later.changesParameters || now.changesParameters) {
      this.#logs[use.later].settleOwn();
      this.#logs[use.now].settleOwn();
    }
    const aliasOf = new Map<string, boolean>();
    const spread = new Spread((target, loose) => {
      if (typeof target === 'string') aliasOf.set(target, !loose || (aliasOf.get(target) ?? false));
    });
    for (const target of this.#aliases) spread.from(target, false);
    return {
      uses: this.#uses,
      references: this.#references,
      properties: this.#properties,
      now,
      later,
      definitions: this.#definitions,
      aliasOf,
      imports: this.#imports,
    };
  }

  /** The effects of the stretch of code that is being walked; types have none. */
  get #log(): EffectLog {
    return this.#logs[this.#level === use.later ? use.later : use.now];
  }

  readonly #visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))
      this.#at(use.type, () => this.#parts(node));
    else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      this.#at(use.type, () => this.#parts(node));
    else if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword)
      this.#at(use.type, () => this.#parts(node));
    else if (ts.isIdentifier(node)) this.#mention(node);
    else if (ts.isFunctionLike(node) && !ts.isTypeNode(node)) this.#function(node);
    else if (ts.isClassLike(node)) this.#class(node);
    else if (ts.isBlock(node) || ts.isModuleBlock(node)) this.#within(blockNames(node.statements), node);
    else if (ts.isModuleDeclaration(node)) this.#namespace(node);
    else if (ts.isCaseBlock(node))
      this.#within(blockNames(node.clauses.flatMap(({ statements }) => [...statements])), node);
    else if (ts.isIterationStatement(node, false)) this.#loop(node);
    else if (ts.isCatchClause(node))
      this.#within(node.variableDeclaration ? namesBoundBy(node.variableDeclaration.name) : [], node);
    else if (ts.isVariableDeclaration(node)) this.#localVariable(node);
    else {
      this.#note(node);
      this.#parts(node);
    }
  };

  #parts(node: ts.Node): void {
    ts.forEachChild(node, this.#visit);
  }

  #at(level: Level, walk: () => void): void {
    const before = this.#level;
    this.#level = level;
    walk();
    this.#level = before;
  }

  #within(names: readonly string[], node: ts.Node): void {
    this.#scope.within(names, () => this.#parts(node));
  }

  #mention(name: ts.Identifier): void {
    if (!isReference(name)) {
      this.#properties.add(name.text);
      return;
    }
    if (this.#scope.find(name.text)) return;
    this.#uses.set(name.text, (this.#uses.get(name.text) ?? 0) | this.#level);
    if (this.#level === use.type) return;
    const shorthand = ts.isShorthandPropertyAssignment(name.parent) && name.parent.name === name;
    this.#references.push({ name: name.text, start: name.getStart(this.#file), end: name.end, shorthand });
  }

  /** What a node by itself says, its parts apart. */
  #note(node: ts.Node): void {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#call(node);
    else if (ts.isBinaryExpression(node) && isAssignment(node)) this.#assignment(node);
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { operator } = node;
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
        this.#give(node.operand);
    } else if (ts.isDeleteExpression(node)) this.#give(node.expression);
    else if (ts.isTaggedTemplateExpression(node)) this.#callee(bare(node.tag), []);
    else if (ts.isStringLiteralLike(node)) this.#properties.add(node.text);
    else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const name = this.#origins.globalMember(node);
      if (name !== undefined) this.#uses.set(name, (this.#uses.get(name) ?? 0) | this.#level);
    }
  }

  #assignment({ left, right, operatorToken }: ts.BinaryExpression): void {
    const to = bare(left);
    this.#give(to, this.#origins.of(right));
    if (this.#level !== use.type && givingOperators.has(operatorToken.kind)) this.#define(to, right.parent);
  }

  /** A value is given to a variable, a member, or the parts of a pattern. */
  #give(target: ts.Expression, value?: Target): void {
    const to = bare(target);
    if (ts.isIdentifier(to)) {
      const local = this.#scope.find(to.text);
      if (!local) {
        this.#log.effects.assigned.add(to.text);
        if (value !== undefined) this.#aliases.add(value);
      } else if (value !== undefined) local.aliases.push({ target: value, loose: false });
      return;
    }
    const member = memberOf(to);
    if (member) {
      const global = this.#origins.globalMember(to);
      if (global !== undefined) this.#log.effects.assigned.add(global);
      else this.#log.alter(this.#origins.of(member.object), member.member);
      return;
    }
    if (ts.isArrayLiteralExpression(to)) for (const element of to.elements) this.#give(element, value);
    else if (ts.isObjectLiteralExpression(to))
      for (const property of to.properties) {
        if (ts.isPropertyAssignment(property)) this.#give(property.initializer, value);
        else if (ts.isShorthandPropertyAssignment(property)) this.#give(property.name, value);
        else if (ts.isSpreadAssignment(property)) this.#give(property.expression, value);
      }
    else if (ts.isSpreadElement(to)) this.#give(to.expression, value);
    else if (ts.isBinaryExpression(to) && isAssignment(to)) this.#give(to.left, value);
  }

  /** Names from outside that could be an answer's, with what they are given. */
  #define(target: ts.Expression, node: ts.Node): void {
    const to = bare(target);
    if (ts.isIdentifier(to)) {
      if (!this.#scope.find(to.text)) this.#definition(to.text, node, to.text);
      return;
    }
    const member = memberOf(to);
    if (member?.member !== undefined) this.#defineMember(member.object, member.member, node);
    if (ts.isArrayLiteralExpression(to)) for (const part of to.elements) this.#define(part, to);
    if (ts.isObjectLiteralExpression(to)) {
      for (const property of to.properties) {
        if (ts.isPropertyAssignment(property)) this.#define(property.initializer, to);
        else if (ts.isShorthandPropertyAssignment(property)) this.#define(property.name, to);
      }
    }
  }

  /** Members of what a module gives away, and of the global object, are names too. */
  #defineMember(object: ts.Expression, member: string, node: ts.Node): void {
    const text = bare(object).getText(this.#file);
    if (text === 'module' && member === 'exports' && ts.isBinaryExpression(node)) {
      const value = bare(node.right);
      for (const name of ts.isObjectLiteralExpression(value) ? namesIn(value) : [])
        if (name !== undefined) this.#defineMember(node.left, name, value);
    } else if (globalObjects.has(text) || text === 'exports' || text === 'module.exports') {
      this.#definition(member, node, `${text}[${JSON.stringify(member)}]`);
    }
  }

  #definition(name: string, node: ts.Node, access: string): void {
    this.#definitions.push({ name, node, access, later: this.#level === use.later });
  }

  #call(node: ts.CallExpression | ts.NewExpression): void {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword)
      this.#imports.push(node.expression.getStart(this.#file));
    const callee = bare(node.expression);
    if (ts.isNewExpression(node) && ts.isIdentifier(callee)) this.#log.effects.constructed.add(callee.text);
    this.#callee(callee, node.arguments ?? []);
  }

  #callee(callee: ts.Expression, given: readonly ts.Expression[]): void {
    const log = this.#log;
    const called = memberOf(callee);
    const target = called ? this.#origins.of(called.object) : this.#origins.of(callee);
    if (called?.member !== undefined && trainingMethods.has(called.member)) log.effects.trains = true;
    log.call(target);
    if (!called && typeof target === 'string') log.effects.invoked.add(target);
    if (called) this.#method(called, target, given);
    for (const argument of given) {
      const value = this.#origins.of(argument);
      if (value !== undefined) log.hand(typeof target === 'string' ? target : undefined, value);
    }
  }

  #method(
    { object, member }: { object: ts.Expression; member: string | undefined },
    target: Target | undefined,
    given: readonly ts.Expression[],
  ): void {
    const log = this.#log;
    const first = given[0] && this.#origins.of(given[0]);
    const within = memberOf(object);
    if ((member === 'call' || member === 'apply') && within && !readingMethods.has(within.member ?? '')) {
      log.ask(first);
      log.ask(target);
    } else if (ts.isIdentifier(object) && changers.has(object.text) && changingFunctions.has(member ?? '')) {
      for (const name of membersGiven(given)) {
        if (name !== undefined) this.#defineMember(given[0] as ts.Expression, name, object.parent);
        if (name !== undefined && typeof first === 'string' && globalObjects.has(first))
          log.effects.assigned.add(`globalThis.${name}`);
        else log.alter(first, name);
      }
    } else if (registeringFunction.test(member ?? '')) {
      log.alter(target, member);
    } else if (member === undefined || !readingMethods.has(member)) log.ask(target);
  }

  #topVariable({ name, initializer, type }: ts.VariableDeclaration): void {
    this.#visit(name);
    if (type) this.#visit(type);
    if (!initializer) return;
    const value = this.#origins.of(initializer);
    if (value !== undefined) this.#aliases.add(value);
    this.#visit(initializer);
  }

  #localVariable(node: ts.VariableDeclaration): void {
    if (node.initializer) {
      const value = this.#origins.of(node.initializer);
      if (value !== undefined) this.#bind(node.name, value);
      if (ts.isIdentifier(node.name) && !this.#scope.find(node.name.text))
        this.#definition(node.name.text, node, node.name.text);
    }
    this.#parts(node);
  }

  #bind(name: ts.BindingName, target: Target): void {
    for (const bound of namesBoundBy(name)) {
      const local = this.#scope.find(bound);
      if (local) local.aliases.push({ target, loose: false });
      else this.#aliases.add(target);
    }
  }

  #loop(node: ts.IterationStatement): void {
    const list =
      (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
      node.initializer &&
      ts.isVariableDeclarationList(node.initializer)
        ? node.initializer
        : undefined;
    const local = list && list.flags & ts.NodeFlags.BlockScoped ? list.declarations : [];
    this.#scope.within(
      local.flatMap(({ name }) => namesBoundBy(name)),
      () => {
        if (ts.isForOfStatement(node)) {
          const value = this.#origins.of(node.expression);
          if (list && value !== undefined) for (const { name } of list.declarations) this.#bind(name, value);
          if (!list) {
            this.#give(node.initializer as ts.Expression, value);
            this.#define(node.initializer as ts.Expression, node);
          }
        } else if (ts.isForInStatement(node) && !list) this.#give(node.initializer as ts.Expression);
        this.#parts(node);
      },
    );
  }

  #function(node: ts.SignatureDeclaration): void {
    if (ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isConstructorDeclaration(node))
      this.#memberName(node);
    const body = 'body' in node ? (node.body as ts.Node | undefined) : undefined;
    const run = !this.#lasting || isRunAtOnce(node);
    const parameters = node.parameters.flatMap(({ name }) => namesBoundBy(name));
    const names = [
      ...(ts.isFunctionExpression(node) && node.name ? [node.name.text] : []),
      'arguments',
      ...parameters,
      ...(body ? varNames(body) : []),
    ];
    const around = this.#surroundings(node);
    this.#at(run || this.#level === use.type ? this.#level : use.later, () =>
      this.#scope.within(
        names,
        () => {
          for (const target of around)
            for (const name of parameters) this.#scope.find(name)?.aliases.push({ target, loose: false });
          const own = ts.isMethodDeclaration(node) || ts.isAccessor(node) ? node.name : undefined;
          ts.forEachChild(node, (part) => {
            if (part !== own) this.#visit(part);
          });
        },
        new Set(parameters),
      ),
    );
  }

  /** The name of a member, computed at once, in the scope around. */
  #memberName({ name }: { name?: ts.Node }): void {
    if (name) this.#visit(name);
  }

  /** What a function is given that is written where it is called: a list's members, the other arguments. */
  #surroundings(node: ts.Node): Target[] {
    const call = callOf(node);
    if (!call) return [];
    const called = memberOf(bare(call.expression));
    const values = [...(called ? [called.object] : []), ...(call.arguments ?? [])];
    return values
      .filter((value) => bare(value) !== node && !ts.isFunctionLike(bare(value)))
      .flatMap((value) => this.#origins.of(value) ?? []);
  }

  #class(node: ts.ClassLikeDeclaration): void {
    this.#scope.within(ts.isClassExpression(node) && node.name ? [node.name.text] : [], () => {
      ts.forEachChild(node, (part) => {
        if (ts.isPropertyDeclaration(part) && !isStatic(part) && this.#lasting) this.#field(part);
        else if (ts.isClassStaticBlockDeclaration(part)) this.#within(varNames(part.body), part);
        else if (ts.isHeritageClause(part) && part.token === ts.SyntaxKind.ExtendsKeyword)
          for (const { expression, typeArguments } of part.types) {
            this.#visit(expression);
            typeArguments?.forEach(this.#visit);
          }
        else this.#visit(part);
      });
    });
  }

  #field(node: ts.PropertyDeclaration): void {
    this.#visit(node.name);
    node.modifiers?.forEach(this.#visit);
    if (node.type) this.#visit(node.type);
    const { initializer } = node;
    if (initializer) this.#at(use.later, () => this.#visit(initializer));
  }

  #namespace(node: ts.ModuleDeclaration): void {
    if (node.body) this.#scope.within(varNames(node.body), () => this.#visit(node.body as ts.Node));
  }
}

const isStatic = (node: ts.HasModifiers): boolean =>
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** The operators that can give a name a function. */
const givingOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** The call that a function expression is called by or given to where it stands. */
function callOf(node: ts.Node): ts.CallExpression | ts.NewExpression | undefined {
  if (!ts.isFunctionExpression(node) && !ts.isArrowFunction(node)) return undefined;
  let outer: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(outer) || ts.isAsExpression(outer) || ts.isNonNullExpression(outer))
    outer = outer.parent;
  if (ts.isPropertyAccessExpression(outer) && ts.isCallExpression(outer.parent)) outer = outer.parent;
  return ts.isCallExpression(outer) || ts.isNewExpression(outer) ? outer : undefined;
}

/** A function that is called where it is written, or given to another as it is being called. */
const isRunAtOnce = (node: ts.Node): boolean => callOf(node) !== undefined;

const changers: ReadonlySet<string> = new Set(['Object', 'Reflect', 'util']);

/** The members that `Object.assign(x, { a })` or `Object.defineProperty(x, 'a', ...)` sets; undefined for what is computed. */
function membersGiven([, ...given]: readonly ts.Expression[]): (string | undefined)[] {
  const [first] = given.map(bare);
  if (first && ts.isStringLiteralLike(first)) return [first.text];
  const names = given
    .map(bare)
    .flatMap((argument) => (ts.isObjectLiteralExpression(argument) ? namesIn(argument) : [undefined]));
  return names.length > 0 ? names : [undefined];
}

function namesIn(literal: ts.ObjectLiteralExpression): (string | undefined)[] {
  return literal.properties.map(({ name }) =>
    name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined,
  );
}

import ts from 'typescript';
import { Bindings } from './bindings';
import { normalExpression } from './expressions';
import { loopOf } from './loops';
import { Names } from './names';
import { bodyOf, statementsOf } from './statements';
import { unwrapped } from './steps';
import { sorted, type Tree, tree } from './tree';

/** Deeper than any answer that a person writes; the compiler's own parser ends not much deeper. */
const deepest = 300;

/** Code whose tree is too deep to be compared as one. */
export class TooDeep extends RangeError {
  override name = 'TooDeep';
}

/** The normal form of a piece of code: a tree for each of its effects, and for each name that nothing else mentions. */
export class NormalForm {
  readonly #names: Names;
  readonly #bindings: Bindings;
  #depth = 0;

  /** @throws {RangeError} where the code nests too deep to be parsed */
  constructor(source: string) {
    this.#names = new Names(source);
    this.#bindings = new Bindings(this.#names, this.#express, this.#declared);
  }

  /** @throws {TooDeep} where it nests deeper than any answer that a person writes */
  trees(): Tree[] {
    const { statements } = this.#names.file;
    return [...statementsOf(statements, this.#phrasing), ...this.#roots(statements)];
  }

  /** The answer itself: functions without a name, and top-level names that nothing mentions. */
  #roots(statements: readonly ts.Statement[]): Tree[] {
    const names = statements.flatMap(declaredNames);
    const roots = names.filter((name) => {
      const symbol = this.#names.of(name);
      return symbol !== undefined && !this.#names.isRead(symbol);
    });
    const unnamed = statements.filter((one) => ts.isFunctionDeclaration(one) && !one.name);
    return [
      ...unnamed.map((one) => this.#functionOf(one as ts.FunctionDeclaration)),
      ...(roots.length + unnamed.length > 0 ? roots : names).map((name) => this.#bindings.mention(name)),
    ];
  }

  readonly #express = (node: ts.Expression): Tree => this.#deeper(() => normalExpression(node, this.#making));

  readonly #deeper = <T>(make: () => T): T => {
    if (++this.#depth > deepest) throw new TooDeep(`more than ${deepest} levels`);
    const made = make();
    this.#depth--;
    return made;
  };

  /** Of a function, a class, an enum or a namespace. */
  readonly #declared = (node: ts.Declaration): Tree => {
    if (ts.isClassLike(node)) return this.#classOf(node);
    if (ts.isFunctionLike(node) && 'body' in node)
      return this.#functionOf(node as ts.FunctionLikeDeclaration);
    if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
      const members = node.body.statements.flatMap(declaredNames).map((name) => this.#bindings.mention(name));
      return tree('namespace', [...members, ...statementsOf(node.body.statements, this.#phrasing)]);
    }
    if (ts.isEnumDeclaration(node))
      return tree(
        'enum',
        node.members.map(({ initializer }) => tree('value', initializer ? [this.#express(initializer)] : [])),
      );
    return tree(ts.SyntaxKind[node.kind] as string);
  };

  readonly #functionOf = (node: ts.FunctionLikeDeclaration): Tree => {
    const name = ts.isFunctionExpression(node) ? node.name : undefined;
    const symbol = name && this.#names.of(name);
    if (symbol && this.#names.isNamedWithin(symbol) && !this.#named.has(node)) {
      this.#named.add(node);
      return this.#bindings.ofSymbol(symbol);
    }
    const generator = node.asteriskToken ? [tree('*')] : [];
    const awaits = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
    const body = bodyOf(node, this.#phrasing);
    return tree('function', [...generator, ...(awaits ? [tree('async')] : []), ...body], { scope: node });
  };

  readonly #named = new Set<ts.Node>();

  /** The members in any order; a parameter with a modifier is a field that is given its value. */
  readonly #classOf = (node: ts.ClassLikeDeclaration): Tree => {
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    const members = node.members.flatMap((member): Tree[] => {
      const key = member.name ? [this.#memberName(member.name)] : [];
      if (ts.isPropertyDeclaration(member))
        return member.initializer ? [tree('field', [...key, this.#express(member.initializer)])] : [];
      if (ts.isClassStaticBlockDeclaration(member))
        return [tree('static', statementsOf([member.body], this.#phrasing))];
      if (!ts.isFunctionLike(member) || !('body' in member) || !member.body) return [];
      const fields = ts.isConstructorDeclaration(member) ? this.#fieldsGiven(member) : [];
      const made = this.#functionOf(member as ts.FunctionLikeDeclaration);
      const whole = fields.length > 0 ? { ...made, ...tree('function', [...fields, ...made.parts]) } : made;
      return [tree('member', [...key, whole.scope ? whole : { ...whole, scope: member }])];
    });
    return tree('class', [...(base ? [this.#express(base)] : []), ...sorted(members)], { scope: node });
  };

  #fieldsGiven({ parameters }: ts.ConstructorDeclaration): Tree[] {
    return parameters
      .filter(({ modifiers, name }) => modifiers && ts.isIdentifier(name))
      .map(({ name }) => {
        const field = tree('.', [tree('ThisKeyword'), this.#memberName(name)]);
        return tree('=', [field, this.#bindings.mention(name as ts.Identifier)]);
      });
  }

  readonly #memberName = (node: ts.Node): Tree => {
    const name = 'text' in node ? String(node.text) : node.getText();
    return tree(name, [], { own: this.#names.isOwnMember(name) });
  };

  /** `list[i]` in a loop over `list` that counts `i` is the loop's element. */
  #elementAt(node: ts.ElementAccessExpression): Tree | undefined {
    const { argumentExpression: at, expression } = node;
    const symbol = ts.isIdentifier(at) ? this.#names.of(at) : undefined;
    const declaration = symbol?.declarations?.[0];
    let around: ts.Node | undefined = declaration?.parent;
    while (around && !ts.isIterationStatement(around, false) && !ts.isFunctionLike(around))
      around = around.parent;
    const loop = around && ts.isIterationStatement(around, false) ? loopOf(around) : undefined;
    if (
      !loop ||
      !around ||
      loop.index === undefined ||
      loop.index !== (declaration as ts.NamedDeclaration).name
    )
      return undefined;
    return loop.over.getText() === expression.getText() ? this.#bindings.element(around) : undefined;
  }

  readonly #making = {
    express: this.#express,
    mention: (name: ts.Identifier): Tree => this.#bindings.mention(name),
    memberName: this.#memberName,
    functionOf: this.#functionOf,
    classOf: this.#classOf,
    elementAt: (node: ts.ElementAccessExpression): Tree | undefined => this.#elementAt(node),
  };

  /** A name below the top level that is only ever given values. */
  #isDead(node: ts.Expression): boolean {
    const changed = targetOf(node);
    const symbol = changed && this.#names.of(changed);
    const declaration = symbol?.declarations?.[0];
    if (symbol && this.#bindings.givenTo(symbol)) return true; // it stands where the name is used
    if (!symbol || !declaration || this.#names.isRead(symbol)) return false;
    return !ts.isSourceFile(placeOf(declaration));
  }

  readonly #phrasing = {
    express: this.#express,
    deeper: this.#deeper,
    isDead: (node: ts.Expression): boolean => this.#isDead(node),
  };
}

/** What holds the statement that declares a name, or the function whose parameter it is. */
function placeOf(declaration: ts.Declaration): ts.Node {
  let node: ts.Node = declaration.parent;
  while (
    ts.isBindingElement(node) ||
    ts.isObjectBindingPattern(node) ||
    ts.isArrayBindingPattern(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isVariableDeclarationList(node) ||
    ts.isVariableStatement(node)
  )
    node = node.parent;
  return node;
}

/** The name that an expression gives a value to, or changes. */
function targetOf(node: ts.Expression): ts.Identifier | undefined {
  const bare = unwrapped(node);
  if (ts.isIdentifier(bare)) return bare;
  if (ts.isBinaryExpression(bare) && ts.isIdentifier(bare.left)) return bare.left;
  if (
    (ts.isPrefixUnaryExpression(bare) || ts.isPostfixUnaryExpression(bare)) &&
    ts.isIdentifier(bare.operand)
  )
    return bare.operand;
  return undefined;
}

function declaredNames(statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isModuleDeclaration(statement);
  return named && statement.name && ts.isIdentifier(statement.name) ? [statement.name] : [];
}

const namesIn = (name: ts.BindingName): ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesIn(one.name) : []));

import ts from 'typescript';

/** What the names of one piece of code mean: the compiler's own scopes, without types and without other files. */
export class Names {
  readonly file: ts.SourceFile;
  readonly #checker: ts.TypeChecker;
  readonly #assignments = new Map<ts.Symbol, ts.Node[]>();
  readonly #reads = new Map<ts.Symbol, ts.Identifier[]>();
  readonly #ownMembers = new Set<string>();

  /** @param source TypeScript */
  constructor(source: string) {
    const name = 'answer.ts';
    this.file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true);
    const host: ts.CompilerHost = {
      getSourceFile: (asked) => (asked === name ? this.file : undefined),
      getDefaultLibFileName: () => 'none.d.ts',
      writeFile: () => {},
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (asked) => asked,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      fileExists: (asked) => asked === name,
      readFile: () => undefined,
    };
    const options: ts.CompilerOptions = {
      noLib: true,
      noResolve: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
    };
    this.#checker = ts.createProgram([name], options, host).getTypeChecker();
    this.#collect();
  }

  /** What an identifier means; undefined for a global. */
  of(name: ts.Identifier): ts.Symbol | undefined {
    const symbol =
      ts.isShorthandPropertyAssignment(name.parent) && name.parent.name === name
        ? this.#checker.getShorthandAssignmentValueSymbol(name.parent)
        : this.#checker.getSymbolAtLocation(name);
    return symbol?.declarations?.length ? symbol : undefined;
  }

  /** The statements and expressions that give it another value than its declaration did. */
  assignmentsTo(symbol: ts.Symbol): readonly ts.Node[] {
    return this.#assignments.get(symbol) ?? [];
  }

  /** Whether anything but itself and what changes it mentions it. */
  isRead(symbol: ts.Symbol): boolean {
    const declarations = symbol.declarations ?? [];
    return (this.#reads.get(symbol) ?? []).some(
      (read) => !declarations.some((one) => one.pos <= read.pos && read.end <= one.end),
    );
  }

  /** Whether a function's own name stands in it, as where it calls itself. */
  isNamedWithin(symbol: ts.Symbol): boolean {
    return this.#reads.has(symbol);
  }

  /** Whether the code gives a member this name itself. */
  isOwnMember(name: string): boolean {
    return this.#ownMembers.has(name);
  }

  #collect(): void {
    const waiting: Visit[] = [{ node: this.file }];
    for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
      const { node } = visit;
      if (ts.isIdentifier(node)) this.#mention(node, visit.changing);
      else if (isMember(node) && node.name && 'text' in node.name && !builtIn.has(node.name.text))
        this.#ownMembers.add(node.name.text);
      const changing = this.#changing(visit);
      ts.forEachChild(node, (part) => {
        if (!ts.isTypeNode(part) || ts.isExpressionWithTypeArguments(part))
          waiting.push({ node: part, ...(changing && { changing }) });
      });
    }
  }

  /** The name that the statement around gives a value to: `n = n + 1;` reads `n` for nothing but itself. */
  #changing({ node, changing }: Visit): ts.Symbol | undefined {
    if (ts.isFunctionLike(node)) return undefined;
    if (!ts.isExpressionStatement(node)) return changing;
    const { expression } = node;
    return ts.isBinaryExpression(expression) && isAssignment(expression) && ts.isIdentifier(expression.left)
      ? this.of(expression.left)
      : undefined;
  }

  #mention(name: ts.Identifier, changing: ts.Symbol | undefined): void {
    if (isNameOnly(name)) return;
    const symbol = this.of(name);
    if (!symbol) return;
    const target = changed(name);
    if (target) push(this.#assignments, symbol, target);
    if (symbol !== changing && !(target && ts.isExpressionStatement(target.parent)))
      push(this.#reads, symbol, name);
  }
}

/** A part of the tree that is still to be looked at, and what the statement around it changes. */
interface Visit {
  node: ts.Node;
  changing?: ts.Symbol;
}

/** `=`, `+=` and the like. */
export const isAssignment = (node: ts.BinaryExpression): boolean =>
  node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

/** The expression that gives the name another value, where it stands as the target of one. */
function changed(name: ts.Identifier): ts.Node | undefined {
  let node: ts.Node = name;
  while (isPartOfTarget(node)) node = node.parent;
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent)) return parent;
  if (
    (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) &&
    (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken)
  )
    return parent;
  return ts.isForOfStatement(parent) || ts.isForInStatement(parent)
    ? parent.initializer === node
      ? parent
      : undefined
    : undefined;
}

/** Of `[a, b] = …`, `({ a } = …)`, `(a) = …`. */
const isPartOfTarget = ({ parent }: ts.Node): boolean =>
  ts.isParenthesizedExpression(parent) ||
  ts.isArrayLiteralExpression(parent) ||
  ts.isSpreadElement(parent) ||
  ts.isNonNullExpression(parent) ||
  ts.isPropertyAssignment(parent) ||
  ts.isShorthandPropertyAssignment(parent) ||
  ts.isObjectLiteralExpression(parent);

const isMember = (node: ts.Node): node is ts.Node & { name?: ts.PropertyName } =>
  ts.isPropertyAssignment(node) ||
  ts.isShorthandPropertyAssignment(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isAccessor(node) ||
  (ts.isParameter(node) && (node.modifiers?.length ?? 0) > 0);

/** A member's name, a label or a name in its own declaration, which mention nothing. */
function isNameOnly(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    ('name' in parent && parent.name === name) ||
    ('propertyName' in parent && parent.propertyName === name) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent)
  );
}

/** Names that lists, texts and other things of the language have: a member called so is not known as one's own. */
const builtIn = new Set(
  [Object, Array, String, Number, Map, Set, WeakMap, Promise, Function].flatMap((one) => [
    ...Object.getOwnPropertyNames(one.prototype),
    ...Object.getOwnPropertyNames(one),
  ]),
);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

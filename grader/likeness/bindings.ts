import ts from 'typescript';
import { member, wholeLibrary } from './calls';
import { type Loop, loopOf } from './loops';
import type { Names } from './names';
import { isTidied, unwrapped } from './steps';
import { type Binding, literal, nothing, type Tree, tree } from './tree';

/** Makes an expression's normal form. */
export type Express = (node: ts.Expression) => Tree;

/**
 * What stands for a name: a constant for its value, wherever it is declared, so that neither names nor the order of
 * declarations count, and one that nothing uses is not there.
 */
export class Bindings {
  readonly #names: Names;
  readonly #express: Express;
  readonly #declared: (node: ts.Declaration) => Tree;
  readonly #known = new Map<ts.Symbol | ts.Node, Binding>();
  readonly #open = new Set<Binding>();

  /** @param declared makes the normal form of a function's or a class's declaration */
  constructor(names: Names, express: Express, declared: (node: ts.Declaration) => Tree) {
    this.#names = names;
    this.#express = express;
    this.#declared = declared;
  }

  /** The normal form of a mention of a name. */
  mention(name: ts.Identifier): Tree {
    const symbol = this.#names.of(name);
    return symbol ? this.ofSymbol(symbol) : tree(name.text);
  }

  ofSymbol(symbol: ts.Symbol): Tree {
    const declaration =
      symbol.declarations?.find((one) => 'body' in one && one.body) ?? symbol.declarations?.[0];
    if (!declaration) return tree(symbol.name);
    const imported = importedName(declaration);
    if (imported) return imported;
    return this.#standingFor(this.#bindingOf(symbol, declaration));
  }

  /** The one value that a name without a value of its own is given in a statement below. */
  givenTo(symbol: ts.Symbol): ts.Expression | undefined {
    const [declaration] = symbol.declarations ?? [];
    const [only, another] = this.#names.assignmentsTo(symbol);
    return declaration && isVariable(declaration) && !declaration.initializer && !another
      ? givenBeside(declaration, only)
      : undefined;
  }

  /** The element of a list in a loop that counts: what `list[i]` stands for. */
  element(loop: ts.Node): Tree {
    return this.#standingFor(this.#parameter(loop, 0, loop));
  }

  /** A literal, another name or a member of the library stands in a constant's place; all else is a mention of it. */
  #standingFor(binding: Binding): Tree {
    const mentioned = tree('name', [], { binding });
    if (binding.mutable || !binding.definition || this.#open.has(binding)) return mentioned;
    this.#open.add(binding);
    const value = binding.definition();
    this.#open.delete(binding);
    const simple = value.parts.length === 0 && value.word !== 'function' && !value.scope;
    return simple ? value : { ...mentioned, shape: value.shape };
  }

  #bindingOf(symbol: ts.Symbol, declaration: ts.Declaration): Binding {
    const known = this.#known.get(symbol);
    if (known) return known;
    const made = this.#make(symbol, declaration);
    this.#known.set(symbol, made);
    return made;
  }

  #make(symbol: ts.Symbol, declaration: ts.Declaration): Binding {
    const home = homeOf(declaration);
    const assignments = this.#names.assignmentsTo(symbol);
    if (ts.isBindingElement(declaration) || isVariable(declaration)) {
      const counted = loopPlaceOf(declaration);
      const mutable = assignments.some((node) => node !== counted?.loop && !isStep(node, counted?.loop));
      if (counted && !mutable) return this.#parameter(counted.loop, counted.place, declaration);
      const given = this.givenTo(symbol);
      if (given) return { home, mutable: false, definition: once(() => this.#express(given)) };
      return { home, mutable, definition: once(() => this.#valueOf(declaration)) };
    }
    if (ts.isParameter(declaration))
      return { ...this.#parameterOf(declaration), mutable: assignments.length > 0 };
    return { home, mutable: false, definition: once(() => this.#declared(declaration)) };
  }

  #parameterOf(declaration: ts.ParameterDeclaration): Binding {
    const { parent, initializer } = declaration;
    const place = parent.parameters.indexOf(declaration) - (hasThis(parent) ? 1 : 0);
    const rest = declaration.dotDotDotToken ? tree('rest') : undefined;
    const given = initializer ? () => this.#express(initializer) : rest && (() => rest);
    return {
      ...this.#parameter(parent, place, declaration),
      ...(given && { definition: once(given) }),
      mutable: true, // its definition is a default, no value
    };
  }

  #parameter(home: ts.Node, place: number, key: ts.Node): Binding {
    const known = this.#known.get(key);
    if (known) return known;
    const made: Binding = { home, parameter: place, mutable: false };
    this.#known.set(key, made);
    return made;
  }

  /** The value that a declaration gives, also by taking another apart. */
  #valueOf(declaration: ts.BindingElement | ts.VariableDeclaration): Tree {
    if (isVariable(declaration)) {
      if (declaration.initializer) return this.#express(declaration.initializer);
      return ts.isCatchClause(declaration.parent) ? tree('caught') : nothing;
    }
    const whole = this.#whole(declaration.parent.parent);
    const part = partOf(declaration, whole, this.#names);
    return declaration.initializer ? tree('default', [part, this.#express(declaration.initializer)]) : part;
  }

  /** What a pattern takes apart. */
  #whole(owner: ts.BindingElement | ts.VariableDeclaration | ts.ParameterDeclaration): Tree {
    if (ts.isBindingElement(owner)) return this.#valueOf(owner);
    const loop = loopPlaceOf(owner as ts.VariableDeclaration);
    if (ts.isParameter(owner)) return this.#standingFor(this.#once(owner, () => this.#parameterOf(owner)));
    if (loop) return this.#standingFor(this.#parameter(loop.loop, loop.place, owner));
    const home = homeOf(owner);
    return this.#standingFor(
      this.#once(owner, () => ({ home, mutable: false, definition: once(() => this.#valueOf(owner)) })),
    );
  }

  #once(key: ts.Node, make: () => Binding): Binding {
    const known = this.#known.get(key) ?? make();
    this.#known.set(key, known);
    return known;
  }
}

const isVariable = ts.isVariableDeclaration;

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The value of `x = …;` where it stands beside the bare declaration of `x`. */
function givenBeside(
  declaration: ts.VariableDeclaration,
  node: ts.Node | undefined,
): ts.Expression | undefined {
  const given =
    node !== undefined &&
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isIdentifier(node.left) &&
    ts.isExpressionStatement(node.parent) &&
    node.parent.parent === declaration.parent.parent.parent &&
    !ts.isConditionalExpression(unwrapped(node.right));
  return given ? node.right : undefined;
}

/** `this` in front of the parameters only has a type. */
const hasThis = ({ parameters: [first] }: ts.SignatureDeclaration): boolean =>
  first !== undefined && ts.isIdentifier(first.name) && first.name.text === 'this';

/** The step of a counting loop itself. */
const isStep = (node: ts.Node, loop: ts.Node | undefined): boolean =>
  loop !== undefined && ts.isForStatement(loop) && loop.incrementor === node;

/** Where a name stands as the element or the index of a loop over a list. */
function loopPlaceOf(
  declaration: ts.BindingElement | ts.VariableDeclaration,
): { loop: ts.Statement; place: number } | undefined {
  let node: ts.Node = declaration;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node))
    node = node.parent;
  const statement = node.parent?.parent as ts.Statement | undefined;
  const loop: Loop | undefined = statement && isLoopStatement(statement) ? loopOf(statement) : undefined;
  if (!loop || !statement) return undefined;
  if (loop.element === declaration.name) return { loop: statement, place: 0 };
  return loop.index === declaration.name ? { loop: statement, place: 1 } : undefined;
}

const isLoopStatement = (node: ts.Node): boolean =>
  ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isForStatement(node);

/** The nearest loop or function around a declaration; a `for` that declares it is not around it. */
function homeOf(declaration: ts.Node): ts.Node {
  let node = declaration.parent;
  if (ts.isVariableDeclarationList(node) && isLoopStatement(node.parent)) node = node.parent.parent;
  while (node.parent && !isScope(node)) node = node.parent;
  return node;
}

const isScope = (node: ts.Node): boolean =>
  ts.isIterationStatement(node, false) || (ts.isFunctionLike(node) && !isTidied(node));

/** The part of a whole that an element of a pattern takes. */
function partOf(element: ts.BindingElement, whole: Tree, names: Names): Tree {
  const { parent, propertyName, name } = element;
  if (element.dotDotDotToken) return tree('rest', [whole]);
  if (ts.isArrayBindingPattern(parent)) return tree('[]', [whole, literal(parent.elements.indexOf(element))]);
  const key = propertyName ?? name;
  const text = 'text' in key ? key.text : key.getText();
  return member(whole, tree(text, [], { own: names.isOwnMember(text) }));
}

/** A name that an import brings, by what it is in its module, whatever it is called here. */
function importedName(declaration: ts.Declaration): Tree | undefined {
  if (ts.isImportSpecifier(declaration)) {
    const { propertyName, name, parent } = declaration;
    return member(moduleNamed(parent.parent.parent.moduleSpecifier), tree((propertyName ?? name).text));
  }
  if (ts.isNamespaceImport(declaration)) return moduleNamed(declaration.parent.parent.moduleSpecifier);
  if (ts.isImportClause(declaration)) return moduleNamed(declaration.parent.moduleSpecifier);
  if (!ts.isImportEqualsDeclaration(declaration)) return undefined;
  const { moduleReference } = declaration;
  return ts.isExternalModuleReference(moduleReference) ? moduleNamed(moduleReference.expression) : undefined;
}

/** A module: TensorFlow.js is what the library calls `tf`. */
export function moduleNamed(specifier: ts.Node | undefined): Tree {
  const name = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '';
  if (/^@tensorflow\/tfjs(?:$|-core|-node|-layers)/.test(name)) return tree('tf');
  return tree(name === 'bayes-notebooks' ? wholeLibrary : `(${name})`);
}

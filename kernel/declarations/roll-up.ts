import ts from 'typescript';

/** What is rolled up, and from where its packages are found. */
export interface RollUpOptions {
  /** The project's folder, absolute, with `/`. */
  project: string;
  /** The project's package, whose declarations stand in the folder itself. */
  name: string;
  /** The packages whose declarations, with all that they import, are wanted. */
  packages: readonly string[];
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  ignoreDeprecations: '6.0',
  noLib: true,
  types: [],
};

/**
 * Puts the declarations of packages, 660 files for the library and TensorFlow.js, into one: each file becomes a block
 * `declare module "package/file" { … }` with its text as it was, comments too, and imports by those names.
 *
 * The compiler then has one file to look at for each new cell. Tools that merge all files into one scope (rollup-plugin-dts,
 * dts-bundle-generator) lose the methods that TensorFlow.js adds to its tensors by augmenting another module.
 */
export function rollUp({ project, name, packages }: RollUpOptions): string {
  const entry = `${project}/__packages__.ts`;
  const host = ts.createCompilerHost(options, true);
  const { fileExists, getSourceFile } = host;
  const imports = packages.map((one) => `import '${one}';`).join('\n');
  host.fileExists = (file) => file === entry || fileExists(file);
  host.getSourceFile = (file, version, ...rest) =>
    file === entry
      ? ts.createSourceFile(file, imports, version, true)
      : getSourceFile(file, version, ...rest);
  const program = ts.createProgram([entry], options, host);
  const cache = ts.createModuleResolutionCache(project, (path) => path, options);
  const find = (specifier: string, from: string): string | undefined =>
    ts.resolveModuleName(specifier, from, options, host, cache).resolvedModule?.resolvedFileName;

  /** The name under which a package's other files are imported; its main file has the package's own. */
  const nameOf = (file: string): string => {
    const [, installed] = file.split(/\/node_modules\/(.*)/s);
    const whole = installed ?? `${name}${file.slice(project.length)}`;
    const [owner = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(whole) ?? [];
    return find(owner, entry) === file ? owner : whole.replace(/\.d\.[cm]?ts$/, '');
  };
  const files = program.getSourceFiles().filter(({ fileName }) => fileName !== entry);
  return files
    .map((file) => asBlocks(file, (specifier) => find(specifier, file.fileName), nameOf))
    .join('\n');
}

/** Names files that are rolled up as well. */
const reference = /^\/\/\/ *<reference .*$/gm;

/** A replacement of the text from `start` to `end`. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A file's declarations as blocks of modules that it declares: itself, and those that it augments. */
function asBlocks(
  file: ts.SourceFile,
  find: (specifier: string) => string | undefined,
  nameOf: (file: string) => string,
): string {
  if (!ts.isExternalModule(file)) return file.text.replace(reference, ''); // what all files see
  const target = (specifier: string): string | undefined => {
    const found = find(specifier);
    return found && nameOf(found);
  };
  const edits = file.statements.flatMap((statement) => [
    ...declareOf(statement, file),
    ...namesIn(statement, file, target),
  ]);
  const textOf = (start: number, end: number): string => applied(edits, file.text, start, end);
  const whole = (statement: ts.Statement): string => textOf(statement.getFullStart(), statement.end);
  const block = (module: string, text: string): string =>
    `declare module ${JSON.stringify(module)} {\n${text}\n}`;

  const augmenting = file.statements.filter(isAugmentation);
  const rest = file.statements.filter((statement) => !isAugmentation(statement));
  // What an augmentation names, it finds among its own file's imports.
  const imports = file.statements.filter(ts.isImportDeclaration).map(whole).join('');
  return [
    block(nameOf(file.fileName), rest.map(whole).join('')),
    ...augmenting.map(({ name, body }) =>
      block(target(name.text) ?? name.text, imports + textOf(body.getStart(file) + 1, body.end - 1)),
    ),
  ].join('\n');
}

type Augmentation = ts.ModuleDeclaration & { name: ts.StringLiteral; body: ts.ModuleBlock };

const isAugmentation = (statement: ts.Statement): statement is Augmentation =>
  ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name) && statement.body !== undefined;

/** Within a block of a declared module `declare` says nothing, and is refused. */
function declareOf(statement: ts.Statement, file: ts.SourceFile): Edit[] {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  const found = modifiers?.filter(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? [];
  return found.map((modifier) => ({ start: modifier.getStart(file), end: modifier.end, text: '' }));
}

/** The specifiers of all modules that a statement names. */
function namesIn(
  node: ts.Node,
  file: ts.SourceFile,
  target: (specifier: string) => string | undefined,
): Edit[] {
  const specifier =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isExternalModuleReference(node)
        ? node.expression
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined;
  const name = specifier && ts.isStringLiteral(specifier) ? target(specifier.text) : undefined;
  const inner: Edit[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...namesIn(child, file, target));
  });
  return specifier && name !== undefined
    ? [{ start: specifier.getStart(file), end: specifier.end, text: JSON.stringify(name) }, ...inner]
    : inner;
}

/** A stretch of the text with the replacements within it. */
function applied(edits: Edit[], text: string, start: number, end: number): string {
  let [result, at] = ['', start];
  const within = edits.filter((edit) => start <= edit.start && edit.end <= end);
  for (const edit of within.sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}

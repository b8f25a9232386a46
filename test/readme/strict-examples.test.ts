import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as library from '../../lib';
import { type CodeExample, docstringExamples, markdownExamples } from './code-examples';
import { root } from './readme-document';

/** The names that an example takes for granted, by their types: test/readme/examples.test.ts has them by their values. */
const given = {
  model: 'library.tf.LayersModel',
  bayesian: 'library.tf.LayersModel',
  xTest: 'library.tf.Tensor2D',
  yTest: 'number[]',
  xReg: 'number[]',
  yReg: 'number[]',
  x: 'number[]',
  y: 'number[]',
  train: '() => number',
};

/** What a user's own tsconfig.json may ask for, as the project's does. */
const options: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    { ...ts.sys, readDirectory: () => [] },
    root,
  ).options,
  strict: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: false, // an example may end with what it makes
};

/** An example as a module: with the imports that a notebook's first cell has, where it has none itself. */
function moduleOf({ code }: CodeExample): string {
  if (code.includes("from 'bayes-notebooks'")) return code;
  const free = (name: string) => !new RegExp(`(const|let) (\\{[^}]*\\b|\\[[^\\]]*\\b)?${name}\\b`).test(code);
  const declarations = Object.entries(given)
    .filter(([name]) => free(name))
    .map(([name, type]) => `declare const ${name}: ${type};`);
  const imports = Object.keys(library).filter(free).join(', ');
  return [
    "import type * as library from 'bayes-notebooks';",
    `import { ${imports} } from 'bayes-notebooks';`,
    ...declarations,
    'export {};',
    code,
  ].join('\n');
}

/** What the compiler says of modules, each with the others' types but not their names. */
function complaints(modules: string[]): string[][] {
  const sources = new Map(modules.map((code, i) => [join(root, `example-${i}.mts`), code]));
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = sources.get(file);
    return code === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, code, version, true);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].map((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
    );
  });
}

/** The assertions by which code overrules the compiler: `x as T`, `<T>x` and `x!`. */
function casts(code: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isNonNullExpression(node))
      found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true));
  return found;
}

const examples = [
  ...docstringExamples(),
  ...['README.md', 'README.pl.md', 'lib/README.md'].flatMap(markdownExamples),
];

describe('an example compiles under strict and noUncheckedIndexedAccess, without a cast:', () => {
  const said = complaints(examples.map(moduleOf));

  test.each(examples.map((example, i) => ({ ...example, said: said[i] })))(
    '$file: $code',
    ({ code, said }) => {
      expect(said).toEqual([]);
      expect(casts(code)).toEqual([]);
    },
  );

  test('all are found, those of the READMEs too', () => {
    const files = new Set(examples.map(({ file }) => file));
    for (const file of ['README.md', 'README.pl.md', 'lib/README.md', 'lib/predictive.ts'])
      expect(files).toContain(file);
  });

  test.each([
    ['const first: number = [1][0];', "Type 'number | undefined' is not assignable to type 'number'."],
    ['tf.square(model.apply(tf.ones([1]))).print();', /^Argument of type/],
    ['sampleWeight(model);', /^Cannot find name 'sampleWeight'/],
  ])('the compiler refuses %s', (code, message) => {
    const [[complaint] = []] = complaints([moduleOf({ file: '', code })]);
    expect(complaint).toMatch(message);
  });

  test.each([
    ['const y = model.apply(x) as tf.Tensor;', ['model.apply(x) as tf.Tensor']],
    ['<number>x; // as ever', ['<number>x']],
    ['names[y[0]!]!;', ['names[y[0]!]!', 'y[0]!']],
    ["import * as all from 'x'; // as 'x as y'", []],
  ])('%s has the casts %j', (code, wanted) => {
    expect(casts(code)).toEqual(wanted);
  });
});

import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { fewGlobals } from '../../../kernel/declarations/few-globals';
import { joinedLib } from '../../../kernel/declarations/joined-lib';
import { withVariance } from '../../../kernel/declarations/tensor-variance';

const lib = path.dirname(require.resolve('typescript'));
const core = require
  .resolve('@tensorflow/tfjs-core')
  .replace(/dist[\\/].*/, 'dist/')
  .replaceAll('\\', '/');

/** What the compiler says of a file, where some files have another text than on the disk. */
function findingsIn(file: string, texts: Record<string, string>, options: ts.CompilerOptions): string[] {
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => texts[name] ?? readFile(name);
  host.fileExists = (name) => name in texts || fileExists(name);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('joinedLib() declares the same for everyone as the files that it joins', () => {
  const joined = joinedLib(lib, 'es2023');
  expect(joined).not.toContain('<reference');
  const namesOf = (texts: Record<string, string>) => {
    const options: ts.CompilerOptions = { lib: ['lib.es2023.d.ts'], types: [] };
    const host = ts.createCompilerHost(options);
    const { readFile } = host;
    host.readFile = (name) => texts[name] ?? (name === 'empty.ts' ? '' : readFile(name));
    const program = ts.createProgram(['empty.ts'], options, host);
    const all = program
      .getTypeChecker()
      .getSymbolsInScope(
        program.getSourceFile('empty.ts') as ts.SourceFile,
        ts.SymbolFlags.Value | ts.SymbolFlags.Type,
      );
    const checker = program.getTypeChecker();
    const members = (symbol: ts.Symbol) =>
      checker
        .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
        .map(({ name }) => name.replace(/(?<=^__@.*@)\d+$/, ''))
        .sort();
    const files = program.getSourceFiles().length;
    return { files, names: all.map((symbol) => `${symbol.name}: ${members(symbol)}`).sort() };
  };
  const [plain, one] = [namesOf({}), namesOf({ [`${lib}/lib.es2023.d.ts`.replaceAll('\\', '/')]: joined })];
  expect(one.names).toEqual(plain.names);
  expect(plain.names.length).toBeGreaterThan(100);
  expect([one.files, plain.files > 50]).toEqual([2, true]);
});

it('the few globals are a part of what @types/node declares', () => {
  // Under other names, each has to fit in the place of the other's: what compiles with the few compiles with all.
  const others = fewGlobals
    .replaceAll('NodeJS', 'FewNode')
    .replaceAll('interface Console', 'interface FewConsole')
    .replace('console: Console', 'fewConsole: FewConsole')
    .replace(/function (\w)(\w+)/g, (_, first, rest) => `function few${first.toUpperCase()}${rest}`);
  const source = `${others}
    const console1: FewConsole = console;
    const timeout1: FewNode.Timeout = setTimeout(() => {});
    const set: typeof fewSetTimeout = setTimeout as any as typeof setTimeout;
    const back: typeof setTimeout extends (...all: infer A) => any ? A : never = null as any as Parameters<typeof fewSetTimeout>;
    const clear: typeof clearTimeout = fewClearTimeout as any as (timeout: NodeJS.Timeout | string | number | undefined) => void;
    const members: keyof typeof console = null as any as keyof FewConsole;
    const parts: keyof NodeJS.Timeout = null as any as keyof FewNode.Timeout;`;
  const options: ts.CompilerOptions = {
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const file = path.join(__dirname, 'few.ts').replaceAll('\\', '/');
  expect(findingsIn(file, { [file]: source }, options)).toEqual([]);
  const wrong = source.replace('refresh(): this;', 'refresh(): this; missing(): this;');
  expect(findingsIn(file, { [file]: wrong }, options).join('\n')).toContain("'missing'");
});

it('says of the type parameters of tensors what the compiler itself finds out', () => {
  const tensors = `${core}tensor.d.ts`;
  const options: ts.CompilerOptions = {
    skipLibCheck: false,
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    noEmit: true,
  };
  const declarations = ts.sys.readFile(tensors) as string;
  expect(withVariance(declarations).match(/class \w+<.*>/g)).toEqual([
    "class TensorBuffer<out R extends Rank, out D extends DataType = 'float32'>",
    'class Tensor<out R extends Rank = Rank>',
    'class Variable<out R extends Rank = Rank> extends Tensor<R>',
  ]);
  const about = (text: string) =>
    findingsIn(tensors, { [tensors]: text }, options).filter((words) => /variance/.test(words));
  expect(about(withVariance(declarations))).toEqual([]);
  expect(about(withVariance(declarations).replaceAll('<out R', '<in R')).join('\n')).toMatch(
    /not assignable .* as implied by variance annotation/,
  );
});

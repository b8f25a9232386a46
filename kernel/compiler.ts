/**
 * tslab's compiler, made to keep source maps, so that an error can name the line that the student wrote, and
 * to let an interrupt stop a cell that awaits or loops.
 *
 * tslab emits a cell in two steps (TypeScript to an ES module, that to CommonJS) and asks for no map in
 * either. Its compiler's exports cannot be assigned to, so this file puts a copy with two functions changed
 * into Node's module cache; it must be loaded before tslab.
 */
import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import type * as TypeScript from 'typescript';
import { cellPrograms } from './cell-program';
import { declareVariance } from './tensor-variance';

const tslabRequire = createRequire(require.resolve('tslab'));
const compilerPath = tslabRequire.resolve('@tslab/typescript-for-tslab');
const compiler: typeof TypeScript = tslabRequire(compilerPath);
declareVariance(compiler);

/** From a position in emitted code to one in the source; lines and columns count from 0. */
export type Locate = (line: number, column: number) => { line: number; column: number } | undefined;

/** The line that tslab puts in front of a cell's code. */
const prefixLines = 1;
const mapComment =
  /\n?\/\/# sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([\w+/=]+)\s*$/;

/** Names of the global functions that emitted cells call with each value that they awaited, and in each turn of a loop. */
export const awaitCheck = '__bayes_await_check__';
export const loopCheck = '__bayes_loop_check__';

let lastLocate: Locate | undefined;

/** How positions in the code emitted last lead back to the cell's text. */
export function lastEmitted(): Locate | undefined {
  return lastLocate;
}

/** The version of the compiler that checks and emits cells. */
export const compilerVersion: string = compiler.version;

/** Sets the folder that the compiler resolves a cell's imports from; before tslab starts. */
export function compileFrom(folder: string): void {
  // The process's own working directory stays the notebook's folder, where a student's files lie.
  compiler.sys.getCurrentDirectory = () => folder;
}

function payloadOf(text: string): SourceMap {
  return new SourceMap(JSON.parse(text) as SourceMapPayload);
}

function step(map: SourceMap, line: number, column: number): { line: number; column: number } | undefined {
  const entry = map.findEntry(line, column);
  return 'originalLine' in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}

function chain(toModule: SourceMap, toSource: SourceMap): Locate {
  return (line, column) => {
    const inModule = step(toModule, line, column);
    const inSource = inModule && step(toSource, inModule.line, inModule.column);
    return inSource && inSource.line >= prefixLines
      ? { line: inSource.line - prefixLines, column: inSource.column }
      : undefined;
  };
}

const createWatchCompilerHost = ((
  files: string[],
  options: TypeScript.CompilerOptions,
  system: unknown,
  _createProgram: unknown,
  ...rest: unknown[]
) =>
  (compiler.createWatchCompilerHost as (...all: unknown[]) => unknown)(
    files,
    { ...options, inlineSourceMap: true },
    system,
    cellPrograms(compiler),
    ...rest,
  )) as typeof compiler.createWatchCompilerHost;

/**
 * Puts `await x` of a cell through a check whether the cell was interrupted, and has each turn of a loop begin
 * with it: the engine can break a loop of a cell's first stretch, but none behind an `await`.
 */
const checkInterrupts: TypeScript.TransformerFactory<TypeScript.SourceFile> = (context) => (file) => {
  const { factory } = context;
  const call = (name: string, values: TypeScript.Expression[]): TypeScript.CallExpression =>
    factory.createCallExpression(factory.createIdentifier(name), undefined, values);
  const visit = (node: TypeScript.Node): TypeScript.Node => {
    const visited = compiler.visitEachChild(node, visit, context);
    if (compiler.isAwaitExpression(visited)) return call(awaitCheck, [visited]);
    if (!compiler.isIterationStatement(visited, false)) return visited;
    const check = factory.createExpressionStatement(call(loopCheck, []));
    return withBody(factory, visited, factory.createBlock([check, visited.statement]));
  };
  return compiler.visitEachChild(file, visit, context);
};

/** The loop with another body. */
function withBody(
  factory: TypeScript.NodeFactory,
  loop: TypeScript.IterationStatement,
  body: TypeScript.Statement,
): TypeScript.Statement {
  if (compiler.isForStatement(loop))
    return factory.updateForStatement(loop, loop.initializer, loop.condition, loop.incrementor, body);
  if (compiler.isForInStatement(loop))
    return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
  if (compiler.isForOfStatement(loop))
    return factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body);
  if (compiler.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
  return factory.updateDoStatement(
    loop as TypeScript.DoStatement,
    body,
    (loop as TypeScript.DoStatement).expression,
  );
}

const transpileModule: typeof compiler.transpileModule = (input, options) => {
  const map = mapComment.exec(input)?.[1];
  lastLocate = undefined;
  if (map === undefined) return compiler.transpileModule(input, options);
  const output = compiler.transpileModule(input.replace(mapComment, '\n'), {
    ...options,
    compilerOptions: { ...options.compilerOptions, sourceMap: true },
    transformers: { before: [checkInterrupts] },
  });
  if (output.sourceMapText !== undefined) {
    const toSource = payloadOf(Buffer.from(map, 'base64').toString());
    lastLocate = chain(payloadOf(output.sourceMapText), toSource);
  }
  return { ...output, outputText: output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, '') };
};

const cached = require.cache[compilerPath];
if (cached === undefined) throw new Error(`Cannot prepare the compiler: ${compilerPath} is not loaded`);
cached.exports = Object.defineProperties(
  {},
  {
    ...Object.getOwnPropertyDescriptors(compiler),
    createWatchCompilerHost: { value: createWatchCompilerHost, enumerable: true },
    transpileModule: { value: transpileModule, enumerable: true },
  },
);

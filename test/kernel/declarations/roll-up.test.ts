import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollUp } from '../../../kernel/declarations/roll-up';

/** Two packages and the project's own, whose declarations do all that those of TensorFlow.js do. */
const files = {
  'package.json': '{ "name": "own", "types": "dist/index.d.ts" }',
  'dist/index.d.ts': "export * from './deep/layer';\nexport * as t from 'tensors';\n",
  'dist/deep/layer.d.ts':
    "import type { Tensor } from 'tensors';\n/** A layer. */\nexport declare class Layer {\n  call(x: Tensor<1>): import('tensors').Tensor<2>;\n}\n",
  'node_modules/tensors/package.json': '{ "name": "tensors", "types": "dist/index.d.ts" }',
  'node_modules/tensors/dist/index.d.ts':
    "/// <reference path=\"everyone.d.ts\" />\nimport './ops';\nexport { Tensor } from './tensor';\nexport { default as made } from './made';\nexport { version } from '@some/values';\n",
  'node_modules/tensors/dist/tensor.d.ts':
    'export declare class Tensor<R extends number = number> {\n  readonly rank: R;\n  private secret;\n}\n',
  'node_modules/tensors/dist/ops.d.ts':
    "import type { Options } from './options';\ndeclare module './tensor' {\n  interface Tensor<R extends number = number> {\n    /** Adds. */\n    add(options: Options): Tensor<R>;\n  }\n}\n",
  'node_modules/tensors/dist/options.d.ts':
    'export interface Options { by: number; }\ndeclare const hidden: 1;\nexport {};\n',
  'node_modules/tensors/dist/made.d.ts':
    "import Values = require('@some/values');\ndeclare const made: typeof Values.version;\nexport default made;\n",
  'node_modules/tensors/dist/everyone.d.ts': 'interface SeenByAll { yes: true; }\n',
  'node_modules/@some/values/package.json': '{ "name": "@some/values", "types": "index.d.ts" }',
  'node_modules/@some/values/index.d.ts':
    "export declare const version: '1.2';\ndeclare global { var declaredForAll: SeenByAll; }\n",
};

let project: string;
beforeAll(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), 'roll-up-'))).replaceAll('\\', '/');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
    writeFileSync(path.join(project, name), text);
  }
  mkdirSync(path.join(project, 'node_modules/own'));
  writeFileSync(
    path.join(project, 'node_modules/own/package.json'),
    '{ "name": "own", "types": "../../dist/index.d.ts" }',
  );
});
afterAll(() => rmSync(project, { recursive: true }));

/** What the compiler says of a module that imports the packages, which stand in one file where that is given. */
function findings(source: string, rolledUp?: string): string[] {
  const [main, packages] = [`${project}/main.ts`, `${project}/packages.d.ts`];
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    lib: ['lib.es5.d.ts'],
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    ignoreDeprecations: '6.0',
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const texts: Record<string, string | undefined> = { [main]: source, [packages]: rolledUp };
  host.fileExists = (file) => texts[file] !== undefined || fileExists(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts[file];
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  if (rolledUp !== undefined) {
    host.resolveModuleNameLiterals = (literals, from) =>
      literals.map(() => ({
        resolvedModule:
          from === packages ? undefined : { resolvedFileName: packages, extension: ts.Extension.Dts },
      }));
  }
  const program = ts.createProgram([main], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName.slice(project.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

const rolled = () => rollUp({ project, name: 'own', packages: ['own', 'tensors'] });

describe('rollUp()', () => {
  it.each([
    [
      "import { Layer, t } from 'own'; const two: t.Tensor<2> = new Layer().call(new t.Tensor<1>()); void two;",
      0,
    ],
    [
      "import { Tensor } from 'tensors'; const same: Tensor<3> = new Tensor<3>().add({ by: 1 }); void same;",
      0,
    ],
    [
      "import { t } from 'own'; import { Tensor } from 'tensors'; const one: Tensor<1> = new t.Tensor<1>(); void one;",
      0,
    ],
    ["import { made, version } from 'tensors'; const both: ['1.2', '1.2'] = [made, version]; void both;", 0],
    ["import 'own'; const all: SeenByAll = declaredForAll; void all;", 0],
    [
      "import { Layer, t } from 'own'; const three: t.Tensor<3> = new Layer().call(new t.Tensor<1>()); void three;",
      1,
    ],
    ["import { Tensor } from 'tensors'; new Tensor<3>().add({ by: '1' });", 1],
    ["import { hidden } from 'tensors/dist/options'; void hidden;", 1],
    ["import { Tensor } from 'tensors'; void new Tensor().secret;", 1],
  ])('leaves all types as they are: %s', (source, count) => {
    const plain = findings(source);
    expect(plain).toHaveLength(count);
    const withoutPaths = (words: string) => words.replace(/import\("[^"]*"\)\./g, '');
    expect(findings(source, rolled()).map(withoutPaths)).toEqual(plain.map(withoutPaths));
  });

  it('has the packages under their names and every other file under its path, once', () => {
    const names = [...rolled().matchAll(/^declare module "(.*)"/gm)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual([
      '@some/values',
      'own',
      'own/dist/deep/layer',
      'tensors',
      'tensors/dist/made',
      'tensors/dist/ops',
      'tensors/dist/options',
      'tensors/dist/tensor',
    ]);
  });

  it('keeps comments, for whoever asks what a name is', () => {
    expect(rolled()).toContain('/** A layer. */');
    expect(rolled()).toContain('/** Adds. */');
  });
});

import path from 'node:path';
import { version } from 'typescript/package.json';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotebookFolder } from './notebook-folder';
import { runCell } from './run-cell';

let folder: NotebookFolder;
beforeAll(async () => {
  folder = await NotebookFolder.start();
});
afterAll(() => folder.end());

it('tslab displays below the cell, and renews what it has displayed', async () => {
  const { outputs, messages } = await runCell(
    folder.kernel,
    "import * as tslab from 'tslab'; tslab.display.html('<b>x</b>'); const live = tslab.newDisplay(); live.text('one'); live.text('two'); tslab.display.png(new Uint8Array([1]));",
  );
  expect(outputs.map((output) => 'data' in output && output.data)).toEqual([
    { 'text/html': '<b>x</b>' },
    { 'text/plain': 'two' },
    { 'image/png': 'AQ==' },
  ]);
  const types = messages.map(({ header }) => header.msg_type).filter((type) => type.includes('display'));
  expect(types).toEqual(['display_data', 'display_data', 'update_display_data', 'display_data']);
});

it('tslab tells the version of the compiler that cells have', async () => {
  expect(
    await folder.run(
      "import { versions } from 'tslab'; console.log(versions.tslab, versions.typescript, versions.node);",
    ),
  ).toBe(`1.0.22 ${version} ${process.version}`);
});

it('tslab is loaded without its converter and its fork of TypeScript', async () => {
  const files = await folder.run(
    "import 'tslab'; console.log(Object.keys(require.cache).filter((file) => /node_modules.(?:@?tslab|typescript).[^]*/.test(file)).join('\\n'));",
  );
  expect(
    files
      .split('\n')
      .map((file) => path.basename(file))
      .sort(),
  ).toEqual(['inspect.js', 'jupyter.js', 'package.json', 'package.json', 'public.js', 'util.js']);
});

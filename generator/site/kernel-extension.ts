import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScripts } from './bundles';
import { declarationsForCells, workerDeclarations } from './declarations-for-cells';
import { librarySources } from './library-sources';

/** What WebAssembly needs beside the scripts, each from where it is installed or built. */
const binaries = [
  'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
  'dist/lib/fused/kernels.wasm',
];

/** As `jupyter labextension build` would write it, had it been needed. */
const manifest = {
  name: 'bayes-kernel',
  version: '0.1.0',
  description: 'The TypeScript kernel of bayes-notebooks in a browser tab',
  license: 'MIT',
  jupyterlab: { extension: true, _build: { load: 'static/remoteEntry.js', extension: './extension' } },
  jupyterlite: { liteExtension: true },
};

/**
 * Writes the JupyterLite extension with the kernel.
 *
 * @param root folder of the project, which is built
 * @param folder the extension's; made where it is missing
 */
export async function writeKernelExtension(root: string, folder: string): Promise<void> {
  const files = join(folder, 'static');
  mkdirSync(files, { recursive: true });
  await bundleScripts(root, files);
  for (const binary of binaries) copyFileSync(join(root, binary), join(files, binary.replace(/.*\//, '')));
  writeFileSync(join(files, 'declarations.json'), JSON.stringify(declarationsForCells(root)));
  writeFileSync(join(files, 'lib.webworker.d.ts'), workerDeclarations(root)); // few cells need it
  writeFileSync(join(files, 'sources.json'), JSON.stringify(librarySources(root)));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

import path from 'node:path';
import { CellCompiler } from '../../cells/compiler';
import type { KernelFolders } from '../../cells/compiler-host';
import { DiskFiles } from './disk-files';

/** From dist/kernel/server/. */
const projectFolder = path.resolve(__dirname, '../../..');

/**
 * The compiler of a kernel whose notebook lies in a folder.
 *
 * @param notebook absolute path of the folder
 */
export function kernelCompiler(notebook: string): CellCompiler {
  const folders = kernelFolders();
  return new CellCompiler(new DiskFiles(notebook, [`${folders.project}/dist`, folders.lib]), folders);
}

function kernelFolders(): KernelFolders {
  const folderOf = (name: string): string =>
    path.dirname(require.resolve(`${name}/package.json`)).replaceAll('\\', '/');
  return {
    lib: `${folderOf('typescript')}/lib`,
    project: projectFolder.replaceAll('\\', '/'),
    globals: [`${folderOf('@types/node')}/index.d.ts`],
  };
}

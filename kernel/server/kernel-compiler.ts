import { CellCompiler } from '../../cells/compiler';
import { declarationFiles, projectFolder } from '../declarations/declaration-files';
import { DiskFiles } from './disk-files';

/**
 * The compiler of a kernel whose notebook lies in a folder.
 *
 * @param notebook absolute path of the folder
 */
export function kernelCompiler(notebook: string): CellCompiler {
  const { folder, few, platform, packages } = declarationFiles;
  return new CellCompiler(new DiskFiles(notebook, [`${projectFolder}/dist`]), {
    lib: folder,
    project: projectFolder,
    globals: [few],
    platform: [platform],
    packages,
  });
}

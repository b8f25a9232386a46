import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { GraderFault } from '../grader-fault';
import { childEnvironment, v8Options } from './command-line';
import { projectRoot } from './project-root';
import { runtimeFiles } from './runtime-files';

const run = promisify(execFile);

/** The folder with the child's files, made anew where the library or Node has changed since. */
export async function openRuntime(): Promise<string> {
  const folder = join(projectRoot, 'dist', 'grader', 'runtime', process.version);
  if (await isCurrent(folder)) return folder;
  const parent = dirname(folder);
  try {
    await mkdir(parent, { recursive: true });
    const fresh = await mkdtemp(join(parent, 'making-'));
    await makeRuntime(fresh);
    await replaceFolder(fresh, folder);
  } catch (error) {
    throw new GraderFault(
      `Cannot prepare the sandbox's runtime: ${(error as Error).message} (npm run build)`,
    );
  }
  return folder;
}

async function makeRuntime(folder: string): Promise<void> {
  const env = { ...childEnvironment };
  await run(process.execPath, [join(projectRoot, 'dist', 'grader', 'sandbox', 'make-bundle.js'), folder], {
    env,
  });
  await run(process.execPath, [...v8Options, join(folder, runtimeFiles.boot), '--write-code'], { env });
  await chmod(folder, 0o755);
}

/** Another grader may do the same at the same time: the last one wins, and both folders are the same. */
async function replaceFolder(fresh: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(fresh, { recursive: true, force: true });
  });
}

async function isCurrent(folder: string): Promise<boolean> {
  try {
    const { node, stamps } = JSON.parse(await readFile(join(folder, runtimeFiles.manifest), 'utf8')) as {
      node: string;
      stamps: [file: string, modified: number][];
    };
    await stat(join(folder, runtimeFiles.code));
    const modified = await Promise.all(stamps.map(async ([file]) => (await stat(file)).mtimeMs));
    return node === process.version && stamps.every(([, before], index) => modified[index] === before);
  } catch {
    return false;
  }
}

import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { canWriteProject } from '#setup/access/can-write.mjs';
import { cacheFolder, root as projectRoot } from '#setup/project-paths.mjs';
import { GraderFault } from '../submission/grader-fault';
import { childEnvironment, v8Options } from './command-line';
import { runtimeFiles } from './runtime-files';

const run = promisify(execFile);

const inProject = join(projectRoot, 'dist', 'grader', 'runtime');

/** Where it is made: in the user's cache for a project that they cannot write and that has none for their Node. */
const runtimesFolder = (): string => (canWriteProject() ? inProject : join(cacheFolder(), 'grader-runtime'));

/** Names the folder in use for this version of Node. Folders are never changed: another grader may be using one. */
const pointerIn = (runtimes: string): string => join(runtimes, `${process.version}.txt`);

/**
 * The folder with the child's files, made anew where the library or Node has changed since.
 *
 * @throws {GraderFault} where it cannot be made: no build, a full disk
 */
export async function openRuntime(): Promise<string> {
  const current = await currentRuntime(inProject);
  if (current !== undefined) return current;
  try {
    const runtimes = runtimesFolder();
    const users = runtimes === inProject ? undefined : await currentRuntime(runtimes);
    if (users !== undefined) return users;
    await mkdir(runtimes, { recursive: true });
    const folder = await mkdtemp(join(runtimes, `${process.version}-`));
    await makeRuntime(folder);
    const fresh = `${folder}.txt`;
    await writeFile(fresh, basename(folder));
    await rename(fresh, pointerIn(runtimes));
    await removeOldRuntimes(runtimes, folder);
    return folder;
  } catch (error) {
    throw new GraderFault(
      `Cannot prepare the sandbox's runtime: ${(error as Error).message} (npm run build)`,
    );
  }
}

async function currentRuntime(runtimes: string): Promise<string | undefined> {
  try {
    const folder = join(runtimes, basename(await readFile(pointerIn(runtimes), 'utf8')));
    return (await isCurrent(folder)) ? folder : undefined;
  } catch {
    return undefined; // there is none yet
  }
}

async function makeRuntime(folder: string): Promise<void> {
  const env = { ...childEnvironment };
  await run(process.execPath, [join(projectRoot, 'dist', 'grader', 'sandbox', 'make-bundle.js'), folder], {
    env,
  });
  await run(process.execPath, [...v8Options, join(folder, runtimeFiles.boot), '--write-code'], { env });
  await chmod(folder, 0o755);
}

const oneDay = 24 * 60 * 60 * 1000;

/** No grader that still runs was started with a folder of a day ago. */
async function removeOldRuntimes(runtimes: string, kept: string): Promise<void> {
  for (const name of await readdir(runtimes)) {
    const path = join(runtimes, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() })); // another grader removed it
    if (path !== kept && path !== pointerIn(runtimes) && Date.now() - mtimeMs > oneDay) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function isCurrent(folder: string): Promise<boolean> {
  const { node, stamps } = JSON.parse(await readFile(join(folder, runtimeFiles.manifest), 'utf8')) as {
    node: string;
    stamps: [file: string, modified: number][];
  };
  await stat(join(folder, runtimeFiles.code));
  const modified = await Promise.all(stamps.map(async ([file]) => (await stat(file)).mtimeMs));
  return node === process.version && stamps.every(([, before], index) => modified[index] === before);
}

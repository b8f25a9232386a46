import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Words } from '../../lib/language';
import { listArchive } from '../submission/open-place';
import type { Place } from '../submission/place';
import { studentName } from './student-name';

/** A submission that was found, not yet read. Plain data, so that another process can read it. */
export type Found = HandIn & ({ place: Place; message?: never } | { place?: never; message: Words });

interface HandIn {
  /** As the report names it: unique within the batch. */
  file: string;
  /** As the report names them: unique within the batch but for more hand-ins of theirs. */
  student: string;
  /** The platform's own number for the student or the hand-in, where it gives one. */
  id?: string;
}

/** How deep zips may stand in zips, as in a class's zip of students' zips. */
const zipDepth = 2;

/**
 * Lists the notebooks in files, folders and zips, in natural order; reads none of them yet.
 *
 * Links inside a folder are not followed: a student could hand in one that leads to the solutions.
 *
 * @param paths as typed
 * @param except a folder to leave out, the reports' own
 * @throws {UsageError} where one of the paths does not exist
 */
export async function findSubmissions(paths: string[], except?: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths) {
    const kind = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT')
        throw new UsageError(`Cannot grade ${path}: there is no such file or folder`);
      return undefined;
    });
    const label = (inside: string) => (paths.length === 1 ? inside : `${path.replace(/\/+$/, '')}/${inside}`);
    if (kind?.isDirectory())
      found.push(...(await inFolder(path, label, except ? resolve(except) : undefined)));
    else if (/\.zip$/i.test(path))
      found.push(...(await inZip({ path, inside: [] }, path, (name) => label(`${basename(path)}/${name}`))));
    else found.push(onDisk(path, paths.length === 1 ? basename(path) : path, fileStudent(path)));
  }
  const collator = new Intl.Collator('en', { numeric: true });
  const unique = new Map(found.map((one) => [one.file, one]));
  return [...unique.values()].sort((a, b) => collator.compare(a.file, b.file));
}

/** A single file's folder counts for its student's name, as far as it was typed or can be told. */
const fileStudent = (path: string): string => studentName(resolve(path).split('\\').join('/'));

const onDisk = (path: string, file: string, student: string): Found => ({
  file,
  student,
  place: { path, inside: [] },
});

const unreadable = (file: string, student: string, message: Words): Found => ({
  file,
  student,
  message,
});

async function inFolder(root: string, label: (inside: string) => string, except?: string): Promise<Found[]> {
  const found: Found[] = [];
  const visit = async (folder: string): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      const inside = relative(root, folder) || '.';
      const reason = (error as Error).message;
      found.push(
        unreadable(label(inside), studentName(inside), {
          pl: `nie da się odczytać folderu: ${reason}`,
          en: `the folder cannot be read: ${reason}`,
        }),
      );
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const inside = relative(root, path).split('\\').join('/');
      const notebook = /\.ipynb$/i.test(entry.name);
      if (isClutter(inside) || entry.name === 'node_modules' || resolve(path) === except) continue;
      const student = studentName(inside.includes('/') ? inside : `${basename(resolve(root))}/${inside}`);
      if (entry.isDirectory()) await visit(path);
      else if (entry.isSymbolicLink() && (notebook || (await leadsToFolder(path)))) {
        found.push(
          unreadable(label(inside), student, {
            pl: 'to dowiązanie symboliczne: w folderze oddanych prac nie idzie się za nim',
            en: 'it is a symbolic link: in a folder of submissions it is not followed',
          }),
        );
      } else if (notebook) found.push(onDisk(path, label(inside), student));
      else if (/\.zip$/i.test(entry.name) && entry.isFile())
        found.push(...(await inZip({ path, inside: [] }, inside, (name) => label(`${inside}/${name}`))));
    }
  };
  await visit(root);
  return found;
}

const leadsToFolder = async (path: string): Promise<boolean> =>
  (await lstat(path)).isSymbolicLink() && (await stat(path).catch(() => undefined))?.isDirectory() === true;

async function inZip(
  place: Place,
  path: string,
  label: (name: string) => string,
  depth = 1,
): Promise<Found[]> {
  const { entries, damage } = await listArchive(place);
  const found: Found[] = [];
  if (damage)
    found.push(
      unreadable(label('').replace(/\/$/, ''), studentName(path.replace(/\.zip$/i, '.ipynb')), damage),
    );
  for (const { name, kind, refused } of entries) {
    if (kind === 'folder' || isClutter(name) || !/\.(ipynb|zip)$/i.test(name)) continue;
    const inner = { path: place.path, inside: [...place.inside, name] };
    const student = studentName(refused ? path : `${path}/${name}`);
    if (refused) found.push(unreadable(label(name), student, refused));
    else if (!/\.zip$/i.test(name)) found.push({ file: label(name), student, place: inner });
    else if (depth < zipDepth)
      found.push(
        ...(await inZip(inner, `${path}/${name}`, (deeper) => label(`${name}/${deeper}`), depth + 1)),
      );
  }
  return found;
}

/** What macOS and JupyterLab add to a folder. */
const isClutter = (path: string): boolean =>
  path
    .split('/')
    .some((part) => part === '__MACOSX' || part === '.ipynb_checkpoints' || part.startsWith('._'));

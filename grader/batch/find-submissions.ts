import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Words } from '../../lib/language';
import { parseSubmission, readSubmission, type Submission } from '../submission/read-submission';
import { maxBytes } from '../submission/structure-limits';
import { platformId, studentName } from './student-name';
import { isClutter, Zip } from './zip-entries';

/** A submission that was found, not yet read. */
export interface Found {
  /** As the report names it: unique within the batch. */
  file: string;
  student: string;
  /** The platform's number for the student, where it gives one. */
  id?: string;
  read: () => Promise<Submission>;
  /** To be called when it will not be read any more. */
  done: () => void;
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
      found.push(
        ...(await inZip(
          path,
          () => Zip.open(path),
          (name) => label(`${basename(path)}/${name}`),
        )),
      );
    else found.push(onDisk(path, paths.length === 1 ? basename(path) : path, fileStudent(path)));
  }
  const collator = new Intl.Collator('en', { numeric: true });
  const unique = new Map(found.map((one) => [one.file, one]));
  const identified = [...unique.values()].map((one) => {
    const id = platformId(one.file);
    return id === undefined ? one : { ...one, id };
  });
  return identified.sort((a, b) => collator.compare(a.file, b.file));
}

/** A single file's folder counts for its student's name, as far as it was typed or can be told. */
const fileStudent = (path: string): string => studentName(resolve(path).split('\\').join('/'));

const onDisk = (path: string, file: string, student: string): Found => ({
  file,
  student,
  read: () => readSubmission(path),
  done: () => {},
});

const unreadable = (file: string, student: string, message: Words): Found => ({
  file,
  student,
  read: async () => ({ ok: false, message }),
  done: () => {},
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
        found.push(
          ...(await inZip(
            inside,
            () => Zip.open(path),
            (name) => label(`${inside}/${name}`),
          )),
        );
    }
  };
  await visit(root);
  return found;
}

const leadsToFolder = async (path: string): Promise<boolean> =>
  (await lstat(path)).isSymbolicLink() && (await stat(path).catch(() => undefined))?.isDirectory() === true;

/** A zip that its entries share: opened by the first that is read, closed after the last. */
class SharedZip {
  #opened: Promise<Zip> | undefined;
  #left = 0;
  readonly #openZip: () => Promise<Zip>;

  constructor(openZip: () => Promise<Zip>) {
    this.#openZip = openZip;
  }

  expect(uses: number): void {
    this.#left += uses;
  }

  open(): Promise<Zip> {
    this.#opened ??= this.#openZip();
    return this.#opened;
  }

  done(): void {
    if (--this.#left > 0) return;
    void this.#opened?.then((zip) => zip.close());
    this.#opened = undefined;
  }
}

async function inZip(
  path: string,
  openZip: () => Promise<Zip>,
  label: (name: string) => string,
  depth = 1,
): Promise<Found[]> {
  const shared = new SharedZip(openZip);
  let entries: { name: string; size: number }[];
  try {
    const zip = await openZip();
    entries = zip.entries;
    zip.close();
  } catch (error) {
    const reason = (error as Error).message;
    return [
      unreadable(label('').replace(/\/$/, ''), studentName(path.replace(/\.zip$/i, '.ipynb')), {
        pl: `nie da się odczytać archiwum zip: ${reason}`,
        en: `the zip cannot be read: ${reason}`,
      }),
    ];
  }
  const found: Found[] = [];
  for (const { name } of entries) {
    const bytes = async () => {
      const zip = await shared.open();
      return zip.read(name, maxBytes);
    };
    if (!/\.zip$/i.test(name)) {
      shared.expect(1);
      found.push({
        file: label(name),
        student: studentName(`${path}/${name}`),
        read: async () => readEntry(bytes),
        done: () => shared.done(),
      });
    } else if (depth < zipDepth) {
      const openInner = async () => {
        const zip = await openZip();
        try {
          const inner = await zip.read(name, maxBytes);
          if (!inner) throw new Error('it unpacks to more than a notebook may have');
          return await Zip.open(inner);
        } finally {
          zip.close();
        }
      };
      found.push(
        ...(await inZip(`${path}/${name}`, openInner, (inner) => label(`${name}/${inner}`), depth + 1)),
      );
    }
  }
  return found;
}

async function readEntry(bytes: () => Promise<Buffer | undefined>): Promise<Submission> {
  let content: Buffer | undefined;
  try {
    content = await bytes();
  } catch (error) {
    const reason = (error as Error).message;
    return {
      ok: false,
      message: { pl: `nie da się rozpakować: ${reason}`, en: `it cannot be unpacked: ${reason}` },
    };
  }
  return content
    ? parseSubmission(content)
    : {
        ok: false,
        message: { pl: 'po rozpakowaniu jest zbyt duży', en: 'it unpacks to more than is allowed' },
      };
}

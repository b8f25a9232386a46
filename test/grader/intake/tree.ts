import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { findSubmissions } from '../../../grader/batch/find-submissions';

/** What a folder or an archive holds: text or bytes of a file, a folder, or a link as `{ link }`. */
export interface Tree {
  [name: string]: string | Uint8Array | Tree | { link: string };
}

/** A notebook with no cells: enough to be found. */
export const notebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';

/** Writes a tree into a new folder called `class`. */
export function folderOf(tree: Tree, name = 'class'): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'intake-')), name);
  mkdirSync(folder);
  writeTree(folder, tree);
  return folder;
}

function writeTree(folder: string, tree: Tree): void {
  for (const [name, content] of Object.entries(tree)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(path, content);
    else if (isLink(content)) symlinkSync(content.link, path);
    else {
      mkdirSync(path, { recursive: true });
      writeTree(path, content);
    }
  }
}

const isLink = (content: Tree | { link: string }): content is { link: string } =>
  typeof content.link === 'string' && Object.keys(content).length === 1;

/** A zip of a tree; a name that ends in .zip and stands for a tree is a zip in it. */
export const zipOf = (tree: Tree): Uint8Array => zipSync(zippable(tree));

function zippable(tree: Tree): Zippable {
  return Object.fromEntries(
    Object.entries(tree).map(([name, content]) => [
      name,
      typeof content === 'string'
        ? strToU8(content)
        : content instanceof Uint8Array
          ? content
          : zippable(content as Tree),
    ]),
  );
}

/** What is found under paths: `student <- file`, with the message where it is no notebook. */
export async function rowsIn(...paths: string[]): Promise<string[]> {
  const found = await findSubmissions(paths);
  return found.map(
    ({ student, file, message }) => `${student} <- ${file}${message ? `: ${message.en}` : ''}`,
  );
}

import { execSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lectureNotebooks } from '../../../setup/jupyter/lecture-notebook.mjs';
import { ownCopy } from '../../../setup/jupyter/own-copy.mjs';
import { saidBy } from '../../../wire/edition.js';
import type { Notebook } from '../../../wire/notebook.js';

const file = 'notebooks/en/01-bayesian-neural-networks.ipynb';
let folder: string;
let said: string[];
const project = () => path.join(folder, 'project');
const copy = () => path.join(folder, 'bayes-notebooks');
const inCopy = (name: string) => path.join(copy(), name);
const read = (name: string): Notebook => JSON.parse(readFileSync(name, 'utf8'));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bayes copy '));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => said.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Publishes a notebook of one cell, with the fingerprint of what it says. */
async function publish(source: string, name = file): Promise<void> {
  const notebook: Notebook = {
    cells: [{ cell_type: 'markdown', metadata: {}, source }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(saidBy(notebook)));
  const fingerprint = Buffer.from(digest).toString('hex').slice(0, 16);
  notebook.metadata.bayes_notebooks = { fingerprint, lecture: '01-bayesian-neural-networks' };
  const to = path.join(project(), name);
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, JSON.stringify(notebook));
}

const bringUpToDate = async (solved = false) => ownCopy({ solved, project: project(), copy: copy() });

function writeIn(name: string): void {
  const notebook = read(inCopy(name));
  notebook.cells.push({ cell_type: 'markdown', metadata: {}, source: 'my answer' });
  writeFileSync(inCopy(name), JSON.stringify(notebook));
}

describe('ownCopy()', () => {
  it('is laid out as the project is, and says once where it is', async () => {
    await publish('one');
    await publish('solved', 'solutions/pl/01-x.ipynb');
    expect(await bringUpToDate()).toBe(copy());
    expect(readdirSync(copy())).toEqual(['notebooks']);
    expect(read(inCopy(file))).toEqual(read(path.join(project(), file)));
    expect(said).toEqual([`Your own notebooks are in ${copy()}, since ${project()} cannot be written.`]);
    await bringUpToDate(true);
    expect(readdirSync(copy()).sort()).toEqual(['notebooks', 'solutions']);
    expect(said).toHaveLength(1);
  });

  it('renews a copy in which nothing was written, without a word', async () => {
    await publish('one');
    await bringUpToDate();
    await publish('two');
    await bringUpToDate();
    expect(read(inCopy(file)).cells[0]?.source).toBe('two');
    expect(said).toHaveLength(1);
  });

  it('leaves work alone, and says in one sentence how to get both; once they are there it says nothing', async () => {
    await publish('one');
    await bringUpToDate();
    writeIn(file);
    const own = readFileSync(inCopy(file), 'utf8');
    await bringUpToDate(); // of this edition still
    await publish('two');
    await bringUpToDate();
    expect(readFileSync(inCopy(file), 'utf8')).toBe(own);
    expect(said).toHaveLength(2);
    const [sentence, command = ''] = /To have both: (.+)$/.exec(said[1] ?? '') ?? [];
    expect(said[1]).toMatch(
      /^There is a new edition of .+; yours is left as it is, with your work\. To have both: /,
    );
    expect(sentence).toBeDefined();
    execSync(command);
    const beside = file.replace('.ipynb', ' new version.ipynb');
    expect(read(inCopy(beside)).cells[0]?.source).toBe('two');
    await bringUpToDate();
    expect(said).toHaveLength(2);
    expect(lectureNotebooks('en', { root: copy() }).get(1)).toBe(file); // npm start opens the work
  });

  it('takes what cannot be read as a notebook for the student’s', async () => {
    await publish('one');
    await bringUpToDate();
    writeFileSync(inCopy(file), '{"cells": [');
    await bringUpToDate();
    expect(readFileSync(inCopy(file), 'utf8')).toBe('{"cells": [');
    expect(said).toHaveLength(2);
  });

  it('touches no clone of the project that stands there', async () => {
    await publish('one');
    mkdirSync(copy());
    writeFileSync(inCopy('package.json'), '{}');
    await expect(bringUpToDate()).rejects.toThrow(
      `Cannot copy the notebooks to ${copy()}: a project of its own stands there. Mend it with: cd ${copy()} && npm start`,
    );
    expect(existsSync(inCopy('notebooks'))).toBe(false);
  });
});

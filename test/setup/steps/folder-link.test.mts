import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leadsTo, linkFolder } from '../../../setup/steps/folder-link.mjs';

// A name with a blank and a letter outside ASCII, as a user's may be.
let scratch: string;
beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'Jan Łoś-')));
  mkdirSync(join(scratch, 'project', 'node_modules'), { recursive: true });
});
afterEach(() => rmSync(scratch, { recursive: true }));

const project = (): string => join(scratch, 'project');
const link = (): string => join(scratch, 'project', 'node_modules', 'bayes-notebooks');

describe('linkFolder()', () => {
  it('makes a link that moves with the project', () => {
    linkFolder(link(), project(), 'linux');
    expect(readlinkSync(link())).toBe('..');
    expect(leadsTo(link(), project())).toBe(true);
  });

  it('names the folder from its root on Windows, as a junction must', () => {
    linkFolder(link(), project(), 'win32');
    expect(readlinkSync(link())).toBe(project());
    expect(leadsTo(link(), project())).toBe(true);
  });

  it('takes another link away, and nothing of what that leads to', () => {
    const other = join(scratch, 'other clone');
    mkdirSync(other);
    writeFileSync(join(other, 'work.ipynb'), 'of hours');
    symlinkSync(other, link());
    expect(leadsTo(link(), project())).toBe(false);
    linkFolder(link(), project());
    expect(leadsTo(link(), project())).toBe(true);
    expect(existsSync(join(other, 'work.ipynb'))).toBe(true);
  });

  it('takes the place of a link that leads nowhere, and of a package that npm has put there', () => {
    symlinkSync(join(scratch, 'gone'), link());
    expect(leadsTo(link(), project())).toBe(false);
    linkFolder(link(), project());
    expect(leadsTo(link(), project())).toBe(true);
    rmSync(link());
    mkdirSync(join(link(), 'dist'), { recursive: true });
    linkFolder(link(), project());
    expect(lstatSync(link()).isSymbolicLink()).toBe(true);
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(__dirname, '../../..');
const program = path.join(root, 'dist/kernel/declarations/compiled-typescript.js');
const compiled = path.join(root, `dist/declarations/typescript-${process.version}.code`);

describe("TypeScript with the build's code", () => {
  /** TypeScript's version and path as it is loaded, and whether the build's code was refused. */
  function loaded(flags: string[]): unknown {
    const code = `
      const { typescriptScript } = require(${JSON.stringify(program)});
      const { version, sys } = require('typescript');
      console.log(JSON.stringify([version, sys.getExecutingFilePath(), typescriptScript.cachedDataRejected]));`;
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', code], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  const file = require.resolve('typescript');
  const { version } = JSON.parse(readFileSync(path.join(file, '../../package.json'), 'utf8'));

  // Another Node than the one that has built the project has none of it.
  it.runIf(existsSync(compiled))('is the same, and takes that code', () => {
    expect(loaded([])).toEqual([version, file, false]);
  });

  it.runIf(existsSync(compiled))('is the same where V8 refuses the code', () => {
    expect(loaded(['--no-opt'])).toEqual([version, file, true]); // it takes none that other flags have made
  });
});

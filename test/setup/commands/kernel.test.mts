import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jupyterDataFolder } from '../../../setup/jupyter/data-folder.mjs';
import { findPython } from '../../../setup/programs/python.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

describe('jupyterDataFolder()', () => {
  it.each([
    ['linux', { HOME: '/h' }, '/h/.local/share/jupyter'],
    ['linux', { HOME: '/h', XDG_DATA_HOME: '/d' }, '/d/jupyter'],
    ['darwin', { HOME: '/h' }, '/h/Library/Jupyter'],
    ['linux', { HOME: '/h', JUPYTER_DATA_DIR: '/own' }, '/own'],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(jupyterDataFolder(environment, platform)).toBe(folder);
  });
});

describe('bayes kernel', () => {
  let home: string;
  const data = (...parts: string[]) => path.join(home, '.local/share/jupyter', ...parts);
  const bayes = (...argv: string[]) => bayesWith({}, ...argv);
  const bayesWith = (more: NodeJS.ProcessEnv, ...argv: string[]) => {
    const env = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: path.join(home, 'cache'), ...more };
    const command = [path.join(root, 'bin/bayes.mjs'), 'kernel', ...argv];
    return spawnSync(process.execPath, command, { encoding: 'utf8', env });
  };
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'bayes home '));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('install writes a specification with absolute paths, and the renderer with plotly.js', () => {
    const { status, stdout } = bayes('install', '--user');
    expect(status).toBe(0);
    expect(stdout).toContain(`in ${data()}`);
    const spec = JSON.parse(readFileSync(data('kernels/bayes-tslab/kernel.json'), 'utf8'));
    const own = JSON.parse(readFileSync(path.join(root, 'jupyter/kernels/bayes-tslab/kernel.json'), 'utf8'));
    expect(spec.argv[0]).toBe(process.execPath);
    expect(spec.argv).toContain(path.join(root, 'jupyter/kernels/bayes-tslab/launch.js'));
    expect(spec.argv.at(-1)).toBe('{connection_file}');
    expect({ ...spec, argv: [] }).toEqual({ ...own, argv: [] });
    expect(existsSync(data('labextensions/bayes-plotly/static/plotly.js'))).toBe(true);
    expect(readdirSync(home)).toEqual(['.local']);
  });

  it('uninstall removes these two and nothing else', () => {
    mkdirSync(data('kernels/python3'), { recursive: true });
    writeFileSync(data('kernels/python3/kernel.json'), '{}');
    expect(bayes('install').status).toBe(0);
    const { status, stdout } = bayes('uninstall');
    expect(status).toBe(0);
    expect(stdout).toContain(data('kernels/bayes-tslab'));
    expect(readdirSync(data(), { recursive: true }).sort()).toEqual([
      'kernels',
      'kernels/python3',
      'kernels/python3/kernel.json',
      'labextensions',
    ]);
    expect(bayes('uninstall')).toMatchObject({ status: 0, stdout: `There is nothing of it in ${data()}.\n` });
  });

  it('goes below a prefix, readable for everyone, and away from there again', () => {
    const prefix = path.join(home, 'prefix');
    const { status, stdout } = bayes('install', '--prefix', prefix);
    expect(status).toBe(0);
    expect(stdout).toContain(`npm run kernel -- uninstall --prefix ${prefix} removes both.`);
    const below = path.join(prefix, 'share/jupyter');
    const spec = path.join(below, 'kernels/bayes-tslab/kernel.json');
    expect(JSON.parse(readFileSync(spec, 'utf8')).argv[0]).toBe(process.execPath);
    if (process.platform !== 'win32')
      for (const part of [below, path.dirname(spec), spec]) expect(statSync(part).mode & 0o4).toBe(0o4);
    expect(bayes('uninstall', '--prefix', prefix).stdout).toMatch(
      /^Removed .*bayes-tslab and .*bayes-plotly\.\n$/,
    );
    expect(readdirSync(home)).toEqual(['prefix']); // nothing in the user's own folder
  });

  it('goes into the environment whose Python comes first', () => {
    const python = path.join(home, 'python3');
    const code =
      '#!/bin/sh\nexec "$REAL" -c "import sys; sys.prefix = \'$HOME/env\'; exec(sys.argv[1])" "$2"\n';
    writeFileSync(python, code, { mode: 0o755 });
    const real = findPython({ forOthers: false })?.command ?? '';
    const { status, stdout } = bayesWith({ PYTHON: python, REAL: real }, 'install', '--sys-prefix');
    expect(stdout).toContain(`in ${path.join(home, 'env/share/jupyter')}.`);
    expect(status).toBe(0);
  });

  it('takes one place at a time', () => {
    expect(bayes('install', '--user', '--prefix', home)).toMatchObject({
      status: 2,
      stderr: 'kernel: --user, --prefix and --sys-prefix exclude each other. See: npm run kernel -- --help\n',
    });
  });

  it('says what is wrong with its words, and in which folder it cannot write', () => {
    expect(bayes('remove')).toMatchObject({
      status: 2,
      stderr:
        'kernel: the first word must be install or uninstall, got remove. See: npm run kernel -- --help\n',
    });
    writeFileSync(path.join(home, '.local'), 'a file where the folder should be');
    const { status, stderr } = bayes('install');
    expect(status).toBe(1);
    expect(stderr).toBe(
      `Cannot write to ${data()}: ENOTDIR. Mend it with: ` +
        'JUPYTER_DATA_DIR=FOLDER npm run kernel -- install, with a folder that can be written\n',
    );
  });
});

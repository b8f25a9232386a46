import { spawnSync } from 'node:child_process';
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jupyterDataFolder } from '../../../setup/jupyter/data-folder.mjs';

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
  const bayes = (...argv: string[]) => {
    const env = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: path.join(home, 'cache') };
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

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleScripts } from '../../../generator/site/bundles.js';
import { rubricsFor } from '../../../grader/marking/rubrics.js';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'build-site-'));
const site = join(folder, 'site');

const build = () => {
  const command = [join(root, 'bin', 'bayes.mjs'), 'site', '--out', site];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
};
const filesOf = (of: string): string[] =>
  (readdirSync(of, { recursive: true }) as string[])
    .filter((file) => statSync(join(of, file)).isFile())
    .sort();
const hashes = (): Record<string, string> =>
  Object.fromEntries(
    filesOf(site).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(site, file)))
        .digest('hex'),
    ]),
  );

let files: string[];
let first: Record<string, string>;

beforeAll(() => {
  const { status, stdout, stderr } = build();
  expect(status, stdout + stderr).toBe(0);
  files = filesOf(site);
  first = hashes();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the site', () => {
  test('has the same files, byte by byte, when it is built again over the first', () => {
    writeFileSync(join(site, 'left-over.txt'), 'of an earlier edition');
    expect(build().status).toBe(0);
    expect(hashes()).toEqual(first);
  });

  test('has JupyterLab, Notebook 7, the kernel and the renderer, and nothing for those who build', () => {
    for (const file of ['lab/index.html', 'notebooks/index.html', 'tree/index.html', 'api/contents/all.json'])
      expect(files).toContain(file);
    for (const file of [
      'remoteEntry.js',
      'server.js',
      'runner.js',
      'library.js',
      'declarations.json',
      'kernels.wasm',
    ])
      expect(files).toContain(`extensions/bayes-kernel/static/${file}`);
    expect(files).toContain('extensions/bayes-plotly/static/plotly.js');
    expect(files.filter((file) => /\.map$|rspack|^(repl|edit|consoles)\//.test(file))).toEqual([]);
  });

  test('shows the notebooks at the root of the list of files', () => {
    const { content } = JSON.parse(readFileSync(join(site, 'api', 'contents', 'all.json'), 'utf8'));
    const listed = (content as { path: string }[]).map(({ path }) => path).sort();
    expect(listed).toEqual(files.filter((file) => file.startsWith('files/')).map((file) => file.slice(6)));
    expect(listed).toHaveLength(4);
  });

  test('holds no solution, no hidden check, no reference value and no stored figure', () => {
    const hidden = rubricsFor('1')
      .flatMap(({ checks }) => checks)
      .filter(({ visibility }) => visibility === 'hidden');
    const names = [
      'klLossWithStack',
      'averageWeightsBySum',
      'meanKlGradients',
      'predictiveLogLikelihoodByHand',
    ];
    const more = ['coverageLevelByLevel', 'wrongIntervals'];
    const secrets = [
      ...hidden.map(({ name }) => name.en).filter((name) => name.length > 12),
      ...names,
      ...more,
    ];
    const own = files.filter((file) => /^(extensions|files|api)\/|^[^/]*$/.test(file));
    for (const file of own) {
      const text = readFileSync(join(site, file), 'utf8');
      expect(secrets.filter((secret) => text.includes(secret)).map((secret) => `${file}: ${secret}`)).toEqual(
        [],
      );
      if (file.endsWith('.ipynb')) expect(text).not.toMatch(/image\/png|application\/vnd\.plotly/);
    }
  });

  test('loads nothing from another host where its pages and settings say what is loaded', () => {
    const pages = files.filter((file) =>
      /\.(html|webmanifest)$|jupyter-lite\.(json|ipynb)$|overrides\.json$/.test(file),
    );
    for (const file of pages) {
      const text = readFileSync(join(site, file), 'utf8');
      expect(
        [...text.matchAll(/(src|href|url|Url)["']?\s*[=:(]\s*["']?(https?:)?\/\/[^"']*/g)].map(String),
        file,
      ).toEqual([]);
    }
  });
});

describe('the scripts of the tab', () => {
  test('are made of nothing that students must not have, nor of what is Node alone', async () => {
    const inputs = await bundleScripts(root, join(folder, 'scripts'));
    const library = inputs['library.js'] ?? [];
    expect(library).toContain('lib/platform.browser.ts');
    expect(library).not.toContain('lib/platform.ts');
    const withheld =
      /^(solutions|generator|grader|kernel|lecture|test)\/|\/marking(\/|\.ts$)|tfjs-(backend-webgl|converter|data|node)\//;
    expect(
      Object.values(inputs)
        .flat()
        .filter((file) => withheld.test(file)),
    ).toEqual([]);
  });
});

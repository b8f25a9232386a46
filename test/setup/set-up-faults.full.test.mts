import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCopy } from '../browser/fresh-copy.mjs';
import { runBayes } from './run-bayes.mjs';

/** Several set-ups from nothing, on a machine that may be slow: this ends only what hangs. In ms. */
const wholeSetUps = 1_800_000;

const nobody = 65534;
const isRoot = process.getuid?.() === 0;

/** Runs a program without root's rights: where the tests have them, as the user nobody. */
const withoutRoot = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];

/** A folder of its own for everything that one user could write to. */
let world: string;
let clone: string;
const inWorld = (name: string) => path.join(world, name);
beforeAll(() => {
  clone = freshCopy();
  world = mkdtempSync(path.join(tmpdir(), 'bayes world '));
  for (const folder of ['home', 'bare', 'tmp']) mkdirSync(inWorld(folder));
  give(path.dirname(clone));
  give(world);
});
afterAll(() => {
  for (const folder of [path.dirname(clone), world]) rmSync(folder, { recursive: true, force: true });
});

function give(folder: string): void {
  if (isRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder]);
}

/** What the set-up makes and cannot do without, but the build. */
const madeBySetUp = ['node_modules', '.venv', '.setup'];

/** pip asks a rustc for its version, and where that is rustup's, it writes into the home: not the set-up's doing. */
const asNobody = (argv: string[], home: string) =>
  runBayes(
    clone,
    argv,
    { RUSTUP_HOME: inWorld('rustup'), TMPDIR: inWorld('tmp'), HOME: home, XDG_CACHE_HOME: undefined },
    withoutRoot,
  );

/** Where nothing can be fetched from: every package manager's registry, and no cache that would do instead. */
const onlyRegistry = (port: number) => ({
  npm_config_registry: `http://127.0.0.1:${port}/`,
  UV_DEFAULT_INDEX: `http://127.0.0.1:${port}/`,
  PIP_INDEX_URL: `http://127.0.0.1:${port}/`,
  PIP_FIND_LINKS: undefined,
  TFJS_NODE_CDN_STORAGE: `http://127.0.0.1:${port}/`,
  XDG_CACHE_HOME: mkdtempSync(inWorld('cache-')),
});

/** Runs a command against a registry that accepts each connection and never answers. */
async function withSilentRegistry(argv: string[]) {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const env = { ...onlyRegistry(port), BAYES_NETWORK_SECONDS: '10' };
  const ended = await runBayes(clone, argv, env).done();
  silent.close();
  return ended;
}

/** One sentence for each thing that failed, no stack trace, and the command. */
function expectOneSentence(output: string, sentence: RegExp): void {
  expect(output).toMatch(sentence);
  expect(output.match(/Mend it with: /g)).toHaveLength(1);
  expect(output).not.toMatch(/\n\s+at /);
}

describe('npm run setup', { timeout: wholeSetUps }, () => {
  it('says that there is no network where the registry refuses', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const { status, output } = await runBayes(clone, ['setup'], onlyRegistry(port)).done();
    expect(status).toBe(1);
    expect(output).toContain('✗ JupyterLab');
    expectOneSentence(
      output,
      /^Cannot install the npm packages: the package registry cannot be reached, so there seems to be no network\. Mend it with: npm run setup, once the network is back/m,
    );
  });

  it('gives up a registry that accepts and never answers', async () => {
    const { status, output } = await withSilentRegistry(['setup']);
    expect(status).toBe(1);
    expect(output).toContain('✗ JupyterLab');
    expectOneSentence(
      output,
      /^Cannot install the npm packages: the package registry did not answer in time, .* Mend it with: npm run setup, once the network is back/m,
    );
  });

  it('needs no root and no home that can be written: its cache is then in the project', async () => {
    for (const made of madeBySetUp) rmSync(path.join(clone, made), { recursive: true, force: true });
    chmodSync(inWorld('bare'), 0o555);
    const { status, output } = await asNobody(['setup', '--no-native'], inWorld('bare')).done();
    expect(output).toContain('✓ npm packages');
    expect(output).toContain('✓ build');
    expect(output).toContain('✓ JupyterLab');
    expect(status).toBe(0);
    expect(readdirSync(inWorld('bare'))).toEqual([]);
    expect(readdirSync(path.join(clone, '.setup/cache')).sort()).toEqual(['npm', 'uv']);
  });

  it('writes nothing outside the project but one cache folder, and neither does the lecture', async () => {
    for (const made of madeBySetUp) rmSync(path.join(clone, made), { recursive: true });
    const start = asNobody(['start', '--no-browser', '--no-native'], inWorld('home'));
    while (!start.output().includes('Ctrl+C stops it') && start.child.exitCode === null) await sleep(50);
    const url = new URL(/http:\/\/\S+/.exec(start.output())?.[0] ?? 'no address');
    expect((await fetch(url)).status).toBe(200);
    expect(
      (await fetch(new URL(`/api/kernels${url.search}`, url), { method: 'POST', body: '{}' })).status,
    ).toBe(201);
    start.child.kill('SIGINT');
    expect((await start.done()).status).toBe(0);
    const home = readdirSync(inWorld('home'), { recursive: true, encoding: 'utf8' });
    expect(home.filter((file) => !file.startsWith('.cache/bayes-notebooks')).sort()).toEqual(['.cache']);
    expect(readdirSync(inWorld('tmp'))).toEqual([]);
  });

  it('renews what a `git pull` has made old, and nothing else', async () => {
    const npm = ['npm', 'install', '--no-save', '--no-audit', '--ignore-scripts', 'papaparse@5.5.2'];
    execFileSync(npm[0] ?? '', npm.slice(1), { cwd: clone, stdio: 'ignore' });
    const version = () =>
      JSON.parse(readFileSync(path.join(clone, 'node_modules/papaparse/package.json'), 'utf8')).version;
    expect(version()).toBe('5.5.2');
    const packages = await runBayes(clone, ['setup', '--no-native']).done();
    expect(packages.output).toMatch(/✓ npm packages/);
    expect(packages.output).not.toContain('JupyterLab');
    expect(packages.status).toBe(0);
    const lock = JSON.parse(readFileSync(path.join(clone, 'package-lock.json'), 'utf8'));
    expect(version()).toBe(lock.packages['node_modules/papaparse'].version);

    appendFileSync(path.join(clone, 'jupyter/requirements.txt'), '# another edition\n');
    appendFileSync(path.join(clone, 'lib/index.ts'), '// another edition\n');
    const both = await runBayes(clone, ['setup', '--no-native']).done();
    expect([...both.output.matchAll(/^✓ (.+?) \(/gm)].map(([, step]) => step).sort()).toEqual([
      'JupyterLab',
      'build',
      'build of the commands',
    ]);
    expect(both.status).toBe(0);
  });

  it('goes without native TensorFlow where it cannot be fetched, and the doctor says why', async () => {
    const { status, output } = await withSilentRegistry(['native']);
    expect(status).toBe(1);
    expectOneSentence(
      output,
      /^– native TensorFlow .*: Cannot build native TensorFlow: the package registry did not answer in time, .* Mend it with: npm run native, once the network is back .*; until then TensorFlow\.js runs on WebAssembly$/m,
    );
    const doctor = await runBayes(clone, ['doctor']).done();
    expect(doctor.output).toMatch(/^✓ TensorFlow .*does not load: Cannot build native TensorFlow: /m);
    expect(doctor.output).toMatch(/\nThe lecture can run\.\n$/);
    expect(doctor.status).toBe(0);
  });

  it('renews of a clone that was moved what names its place', async () => {
    const moved = `${clone} – przeniesiony`;
    renameSync(clone, moved);
    clone = moved;
    const { status, output } = await runBayes(clone, ['setup', '--no-native']).done();
    expect([...output.matchAll(/^✓ (.+?) \(/gm)].map(([, step]) => step)).toEqual(['JupyterLab']);
    expect(status).toBe(0);
    const doctor = await runBayes(clone, ['doctor', '--timings']).done();
    expect(doctor.output).toMatch(/^first figure +[\d.]+ s/m);
    expect(doctor.status).toBe(0);
  });
});

describe('npm run setup on a full disk', { timeout: wholeSetUps }, () => {
  /** Runs shell lines in a namespace of its own, where `$disk` is a file system of a few megabytes. */
  const onDisk = (size: string, lines: string) => {
    const disk = mkdtempSync(inWorld('disk-'));
    const mount = `mount -t tmpfs -o size=${size} none "$disk" && cp -r "$source" "$disk/bayes ąę" && cd "$disk/bayes ąę"`;
    const script = ['sh', '-c', `${mount} && ${lines}`];
    const [program = '', ...args] = ['unshare', ...(isRoot ? [] : ['--map-root-user']), '--mount', ...script];
    const source = freshCopy();
    try {
      const env = { ...process.env, disk, source, node: process.execPath };
      return execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    } finally {
      rmSync(path.dirname(source), { recursive: true });
    }
  };

  it('says so in one sentence, and goes on once there is room', () => {
    const setup = '"$node" bin/bayes.mjs setup --no-native --no-python 2>&1';
    const output = onDisk(
      '100m',
      `{ ${setup}; echo "status $?"; mount -o remount,size=3g "$disk"; ${setup}; }`,
    );
    const [full = '', room = ''] = output.split('status 1\n');
    expectOneSentence(
      full,
      /^Cannot install the npm packages: the disk is full\. Mend it with: npm run setup, once there is room \(df -h shows where\)/m,
    );
    for (const step of ['npm packages', 'build', 'build of the commands'])
      expect(room).toContain(`✓ ${step} (`);
  });

  it('says so where there is not even room for its own lock', () => {
    const fill = 'mkdir .setup; cat /dev/zero > "$disk/zeros" 2>/dev/null;';
    const output = onDisk('100m', `{ ${fill} "$node" bin/bayes.mjs setup 2>&1; echo "status $?"; }`);
    expectOneSentence(
      output,
      /^Cannot set up the project: the disk is full.* Mend it with: npm run setup, once /m,
    );
    expect(output).toMatch(/status 1\n$/);
    expect(existsSync(path.join(clone, '.setup/lock'))).toBe(false);
  });
});

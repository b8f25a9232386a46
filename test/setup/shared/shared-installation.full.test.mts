import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCopy } from '../../browser/fresh-copy.mjs';
import { runBayes } from '../run-bayes.mjs';

/** A set-up from nothing, on a machine that may be slow: this ends only what hangs. In ms. */
const wholeSetUp = 1_800_000;

/** One of the users of a project that belongs to root. */
const student = 1500;
const asStudent = ['setpriv', `--reuid=${student}`, `--regid=${student}`, '--clear-groups'];

/** Only root has a project that others cannot write, and can be someone else. */
const isRoot = process.getuid?.() === 0;

const lecture = 'notebooks/en/01-bayesian-neural-networks.ipynb';

let clone: string;
let home: string;
let before: string[];
const environment = () => ({
  HOME: home,
  LANG: 'en_US.UTF-8',
  TMPDIR: '/tmp',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  XDG_CACHE_HOME: undefined,
  XDG_DATA_HOME: undefined,
});
const bayes = (...argv: string[]) => runBayes(clone, argv, environment(), asStudent);
const inHome = (...parts: string[]) => path.join(home, ...parts);
const own = (file: string) => inHome('bayes-notebooks', file);

/**
 * Each file of the project with all that a write to it would change. Of entries with their types the listing follows no
 * link; of names alone it does, and the project has a link to itself.
 */
function listing(): string[] {
  return readdirSync(clone, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const { mode, size, mtimeMs, ctimeMs } = lstatSync(file);
      return `${path.relative(clone, file)} ${mode} ${size} ${mtimeMs} ${ctimeMs}`;
    })
    .sort();
}

/** The files that are new, gone or otherwise than in a listing: comparing fifty thousand lines whole takes gigabytes. */
function changesSince(earlier: string[]): string[] {
  const now = listing();
  const [was, is] = [new Set(earlier), new Set(now)];
  return [...now.filter((line) => !was.has(line)), ...earlier.filter((line) => !is.has(line))];
}

/** Starts the lecture; resolves when the address is printed. */
async function start(...argv: string[]) {
  const run = bayes('start', '--no-browser', ...argv);
  while (!run.output().includes('Ctrl+C stops it')) {
    if (run.child.exitCode !== null) throw new Error(`npm start ended: ${run.output()}`);
    await sleep(50);
  }
  const stop = async () => {
    run.child.kill('SIGINT');
    await run.done();
  };
  return { url: /http:\/\/\S+/.exec(run.output())?.[0] ?? '', output: run.output(), stop };
}

describe.skipIf(!isRoot)('one installation, many users', { timeout: wholeSetUp }, () => {
  beforeAll(async () => {
    clone = freshCopy();
    home = mkdtempSync(path.join(tmpdir(), 'bayes student '));
    chmodSync(path.dirname(clone), 0o755);
    execFileSync('chown', ['-R', `${student}:${student}`, home]);
    chmodSync(path.join(clone, 'lib', 'index.ts'), 0o600); // as a umask of 077 leaves it
  }, wholeSetUp);
  afterAll(() => {
    for (const folder of [path.dirname(clone), home]) rmSync(folder, { recursive: true, force: true });
  });

  it('refuses a project that is not set up, and names the command that sets it up for all', async () => {
    const { status, output } = await bayes('execute', lecture).done();
    expect(status).toBe(1);
    expect(output).toMatch(
      /^Cannot use the project: (this user may not read .*index\.ts|.* cannot be written by this user, and what is to be set up first is missing \(.*\))\. Mend it with: npm run setup -- --shared, by whoever looks after .*\n$/,
    );
  });

  it('is prepared by npm run setup -- --shared, which says what it did', async () => {
    const { status, output } = await runBayes(clone, ['setup', '--shared']).done();
    expect(output).toContain(`Every user of this computer can use ${clone} now`);
    expect(output).toMatch(/^ {2}JupyterLab +in \.venv$/m);
    expect(status).toBe(0);
    before = listing();
  });

  it('has nothing that others cannot read, but what is the owner’s, and nothing that they can write', () => {
    const find = (...test: string[]) =>
      spawnSync(asStudent[0] ?? '', [...asStudent.slice(1), 'find', '.', ...test], {
        cwd: clone,
        encoding: 'utf8',
      });
    const unread = find('-not', '-type', 'l', '-not', '-readable', '-prune', '-print')
      .stdout.split('\n')
      .filter(Boolean);
    expect(unread.filter((file) => !file.startsWith('./.setup/'))).toEqual([]);
    expect(find('-not', '-type', 'l', '-writable').stdout).toBe('');
    const links = find('-type', 'l', '-xtype', 'l').stdout; // those that lead nowhere, for this user
    expect(links).toBe('');
  });

  it('is found sound by the doctor of another user', async () => {
    const { status, output } = await bayes('doctor').done();
    expect(output).toMatch(/^✓ JupyterLab +[\d.]+ \(in \.venv\)$/m);
    expect(output).toMatch(/^✓ kernel /m);
    expect(output).toMatch(/\nThe lecture can run\.\n$/);
    expect(status).toBe(0);
  });

  it('opens the user’s own copy in JupyterLab, whose kernel finds the library from there', async () => {
    const { url, output, stop } = await start();
    expect(output).toContain(
      `Your own notebooks are in ${inHome('bayes-notebooks')}, since ${clone} cannot be written.`,
    );
    expect(output).toContain(`The lecture: ${own(lecture)}\n`);
    expect(new URL(url).pathname).toBe(`/lab/tree/${lecture}`);
    const code =
      "import { tf } from 'bayes-notebooks';\nawait tf.ready();\nconsole.log(process.cwd(), process.getuid());";
    const python = path.join(clone, '.venv/bin/python');
    const cell = [path.join(clone, 'test/setup/run_cell.py'), url, lecture, code];
    expect(execFileSync(python, cell, { encoding: 'utf8' })).toBe(
      `${path.dirname(own(lecture))} ${student}\n`,
    );
    await stop();
  });

  it('leaves work in the copy alone when a new edition comes, and renews what is untouched', async () => {
    const both = [lecture, 'notebooks/en/02-other-roads-to-the-posterior.ipynb'];
    const [worked = '', untouched = ''] = both;
    const notebook = JSON.parse(readFileSync(own(worked), 'utf8'));
    notebook.cells[0].source = 'mine';
    writeFileSync(own(worked), JSON.stringify(notebook));
    const earlier = both.map((file) => readFileSync(path.join(clone, file), 'utf8'));
    for (const [index, file] of both.entries()) {
      const edition = JSON.parse(earlier[index] ?? '');
      edition.metadata.bayes_notebooks.fingerprint = '0123456789abcdef';
      writeFileSync(path.join(clone, file), JSON.stringify(edition));
    }
    const { output, stop } = await start('--lecture', '2');
    await stop();
    for (const [index, file] of both.entries()) writeFileSync(path.join(clone, file), earlier[index] ?? '');
    expect(output.match(/There is a new edition of /g)).toHaveLength(1);
    expect(output).toContain(
      `There is a new edition of ${own(worked)}; yours is left as it is, with your work.`,
    );
    expect(JSON.parse(readFileSync(own(worked), 'utf8')).cells[0].source).toBe('mine');
    expect(readFileSync(own(untouched), 'utf8')).toContain('0123456789abcdef');
    const changed = both.map((file) => `${file} `);
    const others = (file: string) => !changed.some((name) => file.startsWith(name));
    expect(changesSince(before).filter(others)).toEqual([]);
    before = listing();
  });

  it('runs and grades a notebook of the user’s, and the project’s own', async () => {
    const executed = inHome('executed.ipynb');
    const run = await bayes('execute', lecture, '--out', executed, '--quiet').done();
    expect(run.output).toContain(`written to ${executed}`);
    expect(run.status).toBe(0);
    const grade = await bayes('grade', own(lecture), '--out', inHome('grades')).done();
    expect(grade.status).toBe(0);
    expect(existsSync(inHome('grades/report.json'))).toBe(true);
  });

  it('refuses to write where it cannot, in one sentence', async () => {
    const out = await bayes('execute', lecture, '--out', 'out.ipynb').done();
    expect(out.status).toBe(2);
    expect(out.output).toBe(
      `execute: --out must lie in a folder that you can write, got out.ipynb in ${clone}; try: --out ~/out.ipynb. See: npm run execute -- --help\n`,
    );
    const native = await bayes('native').done();
    expect(native.status).toBe(1);
    expect(native.output).toMatch(
      /^Cannot write .*: this user may use the project in .*, but not change it\. Mend it with: .*\n$/,
    );
    const shared = await bayes('setup', '--shared').done();
    expect(shared.output).toMatch(
      /^Cannot share the project: .* cannot be written by this user\. Mend it with: /,
    );
  });

  it('has had nothing written into it by all that', () => {
    expect(changesSince(before)).toEqual([]);
    const inTheHome = readdirSync(home).sort();
    expect(inTheHome).toEqual(['.cache', '.local', 'bayes-notebooks', 'executed.ipynb', 'grades']);
  });

  it('says in one sentence each which optional part is missing, and works without', async () => {
    const aside = (file: string) => path.join(clone, `${file}-aside`);
    const parts = [
      'node_modules/.native-tensorflow-works',
      'node_modules/.native-tensorflow-unavailable',
      '.venv',
    ];
    const there = parts.filter((part) => existsSync(path.join(clone, part)));
    for (const part of there) renameSync(path.join(clone, part), aside(part));
    const { status, output } = await bayes('start', '--no-browser').done();
    for (const part of there) renameSync(aside(part), path.join(clone, part));
    const lacks = [
      ...output.matchAll(/^This installation lacks (.+?): .+ Mend it with: npm run setup -- --shared, /gm),
    ];
    expect(lacks.map(([, part]) => part)).toEqual(['native TensorFlow', 'JupyterLab']);
    expect(output).toContain(`The lecture runs without Python too: npm run execute -- ${own(lecture)}\n`);
    expect(status).toBe(1);
  });

  it('serves a Jupyter of all users, below a prefix', async () => {
    const prefix = mkdtempSync(path.join(tmpdir(), 'bayes prefix '));
    chmodSync(prefix, 0o755);
    const { status, output } = await runBayes(clone, ['kernel', 'install', '--prefix', prefix]).done();
    expect(output).toContain(`in ${path.join(prefix, 'share/jupyter')}.`);
    expect(status).toBe(0);
    mkdirSync(inHome('work'), { recursive: true });
    execFileSync('chown', [`${student}:${student}`, inHome('work')]);
    const program = [
      'import jupyter_client, sys',
      "manager, client = jupyter_client.manager.start_new_kernel(startup_timeout=100000, kernel_name='bayes-tslab')",
      `reply = client.execute_interactive("import { tf } from 'bayes-notebooks';\\nawait tf.ready();\\nconsole.log(tf.getBackend());")`,
      'client.stop_channels(); manager.shutdown_kernel()',
      "sys.exit(reply['content']['status'] != 'ok')",
    ].join('\n');
    const [setpriv = '', ...options] = asStudent;
    const { stdout, status: ended } = spawnSync(
      setpriv,
      [...options, path.join(clone, '.venv/bin/python'), '-c', program],
      {
        cwd: inHome('work'),
        env: { ...environment(), JUPYTER_PATH: path.join(prefix, 'share/jupyter') } as NodeJS.ProcessEnv,
        encoding: 'utf8',
      },
    );
    rmSync(prefix, { recursive: true });
    expect(stdout).toMatch(/^(wasm|cpu|tensorflow)\n$/);
    expect(ended).toBe(0);
  });
});

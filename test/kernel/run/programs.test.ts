import childProcess, { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { outputOfEndedPrograms, showPrograms } from '../../../kernel/run/programs';

const folder = mkdtempSync(path.join(tmpdir(), 'bayes-programs-'));
const unwrapped = { ...childProcess };
beforeAll(showPrograms);
afterAll(() => {
  Object.assign(childProcess, unwrapped);
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true });
});

let printed: string[];
beforeEach(() => {
  printed = [];
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed.push(`${name}: ${text}`);
      return true;
    });
  }
});
afterEach(() => void vi.restoreAllMocks());

/** A program of Node's that runs the code. */
const program = (code: string): [string, string[]] => [process.execPath, ['-e', code]];
const speak = "console.log('out'); console.error('err')";

async function ended(child: ChildProcess): Promise<void> {
  await once(child, 'exit');
  await outputOfEndedPrograms();
}

describe('a program that inherits', () => {
  it.each([
    ['all', 'inherit'],
    ['each by name', ['inherit', 'inherit', 'inherit']],
    ['each by number', [0, 1, 2]],
    ['the process’s own streams', [process.stdin, process.stdout, process.stderr]],
    ['some', ['ignore', 'inherit', 2]],
  ] as const)('%s prints both streams', async (_, stdio) => {
    const child = childProcess.spawn(...program(speak), { stdio: stdio as 'inherit' });
    expect([child.stdout, child.stderr, child.stdio[1]]).toEqual([null, null, null]);
    await ended(child);
    expect(printed.sort()).toEqual(['stderr: err\n', 'stdout: out\n']);
    printed = [];
    const result = childProcess.spawnSync(...program(speak), { stdio: stdio as 'inherit' });
    expect(result).toMatchObject({ status: 0, stdout: null, stderr: null, output: [null, null, null] });
    expect(printed).toEqual(['stdout: out\n', 'stderr: err\n']);
  });

  it('one stream gives the other', async () => {
    const child = childProcess.spawn(...program(speak), { stdio: ['ignore', 'inherit', 'pipe'] });
    const err = child.stderr?.toArray();
    await ended(child);
    expect(printed).toEqual(['stdout: out\n']);
    expect(String(await err)).toBe('err\n');
    const result = childProcess.spawnSync(...program(speak), {
      stdio: ['pipe', 'pipe', 1],
      encoding: 'utf8',
    });
    expect(result).toMatchObject({ stdout: 'out\n', stderr: null });
    expect(printed.at(-1)).toBe('stdout: err\n');
  });

  it('prints while it runs', async () => {
    const go = path.join(folder, 'go');
    const wait = `console.log('first'); const t = setInterval(() => { if (fs.existsSync(${JSON.stringify(go)})) clearInterval(t) }, 5)`;
    const child = childProcess.spawn(...program(wait), { stdio: 'inherit' });
    await vi.waitFor(() => expect(printed).toEqual(['stdout: first\n']), { timeout: 60_000 });
    writeFileSync(go, '');
    await ended(child);
    expect(child.exitCode).toBe(0);
  });

  it('prints letters whole that come in parts, and more than a pipe holds', async () => {
    const long = "process.stdout.write('ż'.repeat(300_001))";
    await ended(childProcess.spawn(...program(long), { stdio: 'inherit' }));
    const text = printed.map((one) => one.replace('stdout: ', '')).join('');
    expect(text === 'ż'.repeat(300_001)).toBe(true);
    printed = [];
    childProcess.execFileSync(...program("process.stdout.write('x'.repeat(2_000_000))"), {
      stdio: 'inherit',
    });
    expect(printed.join('').length).toBe(2_000_008);
  });

  it('reads nothing', () => {
    const read = 'process.stdout.write(String(fs.readFileSync(0).length))';
    childProcess.spawnSync(...program(read), { stdio: 'inherit' });
    expect(printed).toEqual(['stdout: 0']);
  });

  it('is forked, by usage', async () => {
    const file = path.join(folder, 'forked.js');
    writeFileSync(
      file,
      "console.log('out', process.argv[2]); process.on('message', (m) => { console.log(m); process.exit(); });",
    );
    const child = childProcess.fork(file, ['an argument']);
    child.send('a message');
    await ended(child);
    expect(printed.join('').replaceAll('stdout: ', '')).toBe('out an argument\na message\n');
    const silent = childProcess.fork(file, { silent: true });
    const out = silent.stdout?.toArray();
    silent.send('x');
    await ended(silent);
    expect((await out)?.join('')).toBe('out undefined\nx\n');
  });

  it('is run by execSync and execFileSync', () => {
    expect(childProcess.execSync('echo hi', { stdio: 'inherit' })).toBeNull();
    expect(printed).toEqual(['stdout: hi\n']);
    expect(
      childProcess.execFileSync(...program(speak), { stdio: ['ignore', 'pipe', 'inherit'] }).toString(),
    ).toBe('out\n');
    expect(printed.at(-1)).toBe('stderr: err\n');
    expect(childProcess.execSync('echo hi').toString()).toBe('hi\n');
  });

  it('fails as without the pipe', async () => {
    const fails = `${speak}; process.exitCode = 3`;
    const caught = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return error;
      }
    };
    const error = caught(() => childProcess.execFileSync(...program(fails), { stdio: 'inherit' }));
    expect(error).toMatchObject({ status: 3, stdout: null, output: [null, null, null] });
    expect((error as Error).message).toBe(`Command failed: ${process.execPath} -e ${fails}`);
    expect(caught(() => childProcess.execSync('exit 4', { stdio: 'inherit' }))).toMatchObject({ status: 4 });
    expect(caught(() => childProcess.execFileSync('no-such-program', { stdio: 'inherit' }))).toMatchObject({
      code: 'ENOENT',
    });
    const child = childProcess.spawn('no-such-program', { stdio: 'inherit' });
    expect((await once(child, 'error'))[0]).toMatchObject({ code: 'ENOENT' });
  });

  it('keeps the descriptors of files', async () => {
    const file = path.join(folder, 'file.txt');
    const descriptor = openSync(file, 'w');
    await ended(childProcess.spawn(...program(speak), { stdio: ['ignore', descriptor, 'inherit'] }));
    closeSync(descriptor);
    expect(readFileSync(file, 'utf8')).toBe('out\n');
    expect(printed).toEqual(['stderr: err\n']);
  });

  it('is not waited for where it has left its pipe to another', async () => {
    const child = childProcess.spawn('sleep 60 & echo $!', { shell: true, stdio: 'inherit' });
    await ended(child);
    process.kill(Number(printed.join('').replace('stdout: ', '')));
  });
});

describe('a program that inherits nothing', () => {
  it('is left as it is', async () => {
    const child = childProcess.spawn(...program(speak));
    expect(String(await child.stdout.toArray())).toBe('out\n');
    const input = childProcess.spawnSync('cat', { input: 'given', encoding: 'utf8' });
    expect(input.stdout).toBe('given');
    expect(childProcess.spawnSync('cat').status).toBe(0);
    expect(printed).toEqual([]);
  });
});

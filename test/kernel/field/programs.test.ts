import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { printed, runCell } from '../run-cell';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
  await runCell(
    kernel,
    "import { exec, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';\nconst ended = (program: any) => new Promise((done) => program.on('close', done));\nconst hi = ['-e', \"console.log('hi'); console.error('oh')\"];",
  );
});
afterAll(() => kernel.shutdown());

describe('the output of a program that a cell starts', () => {
  it.each([
    ['execSync with inherit', "execSync('echo hi; echo oh >&2', { stdio: 'inherit' });"],
    ['execFileSync with inherit', "execFileSync(process.execPath, hi, { stdio: 'inherit' });"],
    ['spawnSync with inherit', "spawnSync(process.execPath, hi, { stdio: 'inherit' });"],
    [
      'spawnSync with a list',
      "spawnSync(process.execPath, hi, { stdio: ['ignore', 'inherit', 'inherit'] });",
    ],
    ['spawnSync with descriptors', 'spawnSync(process.execPath, hi, { stdio: [0, 1, 2] });'],
    [
      'spawnSync with streams',
      "spawnSync(process.execPath, hi, { stdio: ['ignore', process.stdout, process.stderr] });",
    ],
    ['spawn with inherit', "await ended(spawn(process.execPath, hi, { stdio: 'inherit' }));"],
    ['spawn with a list', "await ended(spawn(process.execPath, hi, { stdio: ['ignore', 'inherit', 2] }));"],
    [
      'spawn with streams',
      "await ended(spawn(process.execPath, hi, { stdio: ['ignore', process.stdout, process.stderr] }));",
    ],
    [
      'spawn that is piped',
      'const p = spawn(process.execPath, hi); p.stdout.pipe(process.stdout); p.stderr.pipe(process.stderr); await ended(p);',
    ],
    [
      'spawn through a shell',
      "await ended(spawn('echo hi; echo oh >&2', { shell: true, stdio: 'inherit' }));",
    ],
    [
      'exec',
      "await ended(exec('echo hi; echo oh >&2', (_, out, err) => { process.stdout.write(out); process.stderr.write(err); }));",
    ],
    ['behind an await', "await null; execSync('echo hi; echo oh >&2', { stdio: 'inherit' });"],
    [
      'of a required module',
      "require('child_process').execSync('echo hi; echo oh >&2', { stdio: 'inherit' });",
    ],
    [
      'of an imported module',
      "(await import('node:child_process')).execSync('echo hi; echo oh >&2', { stdio: 'inherit' });",
    ],
    [
      'of a default import',
      "import cp from 'child_process';\ncp.execSync('echo hi; echo oh >&2', { stdio: 'inherit' });",
    ],
  ])('%s stands below the cell, on its own stream', async (_, code) => {
    const run = await runCell(kernel, code);
    expect(run.reply).toMatchObject({ status: 'ok' });
    expect(printed(run)).toBe('hi\n');
    expect(printed(run, 'stderr')).toBe('oh\n');
  });

  it('of fork stands below the cell', async () => {
    const run = await runCell(
      kernel,
      "import { writeFileSync } from 'node:fs';\nimport { tmpdir } from 'node:os';\nconst script = `${tmpdir()}/forked-${process.pid}.cjs`;\nwriteFileSync(script, \"console.log('hi')\");\nawait ended(fork(script));",
    );
    expect(printed(run)).toBe('hi\n');
  });

  it('stands in the order in which it came, between what the cell prints', async () => {
    const run = await runCell(
      kernel,
      "console.log('before'); execSync('echo hi', { stdio: 'inherit' }); console.log('after');",
    );
    expect(printed(run)).toBe('before\nhi\nafter\n');
  });

  it('is whole where it is long, and right in its letters', async () => {
    const run = await runCell(
      kernel,
      "await ended(spawn(process.execPath, ['-e', \"for (let i = 0; i < 20000; i++) console.log('zażółć gęślą jaźń 🎉', i)\"], { stdio: 'inherit' }));",
    );
    expect(printed(run)).toBe(
      Array.from({ length: 20000 }, (_, i) => `zażółć gęślą jaźń 🎉 ${i}\n`).join(''),
    );
  });

  it.each(['żółw 🎉 ', 'ą', '🎉'])('is right in its letters where a pipe cuts them: %s', async (text) => {
    const run = await runCell(
      kernel,
      `const p2 = spawn(process.execPath, ['-e', "process.stdout.write('${text}'.repeat(50000))"]); p2.stdout.pipe(process.stdout, { end: false }); await ended(p2);`,
    );
    expect(printed(run)).toBe(text.repeat(50000));
  });

  it('stands below the cell that has started it, also when that is over', async () => {
    const messages: string[] = [];
    const late = new Promise<void>((resolve) => {
      void runCell(
        kernel,
        "void spawn(process.execPath, ['-e', \"setTimeout(() => console.log('late'), 100)\"], { stdio: ['ignore', 'inherit', 'inherit'] });",
        {
          onMessage: ({ header, content }) => {
            if (header.msg_type === 'stream') messages.push(String(content.text));
            if (messages.join('').includes('late')) resolve();
          },
        },
      );
    });
    const next = await runCell(kernel, "console.log('next');");
    await late;
    expect(printed(next)).toBe('next\n');
    expect(messages.join('')).toBe('late\n');
  });

  it('of a thread stands below the cell', async () => {
    const run = await runCell(
      kernel,
      "import { Worker } from 'node:worker_threads';\nconst thread = new Worker(\"console.log('hi')\", { eval: true, stdout: true }); thread.stdout.pipe(process.stdout, { end: false }); await new Promise((done) => thread.stdout.on('end', done));",
    );
    expect(printed(run)).toBe('hi\n');
  });

  it.each([
    [
      'bytes of half a letter',
      "const [a, b] = Buffer.from('ż'); process.stdout.write(Uint8Array.of(a!)); process.stdout.write(Uint8Array.of(b!));",
      'ż',
    ],
    ['another encoding', "process.stdout.write('xbw=', 'base64');", 'ż'],
    ['a callback', "await new Promise<void>((done) => process.stdout.write('x', () => done()));", 'x'],
  ])('that the cell writes with %s is text', async (_, code, text) => {
    expect(printed(await runCell(kernel, code))).toBe(text);
  });

  it('is returned where it is asked for, and not shown', async () => {
    const run = await runCell(kernel, "const out = String(execSync('echo hi')); console.log(out.length);");
    expect(printed(run)).toBe('3\n');
  });

  it('that fails is an error of the cell, with its output', async () => {
    const run = await runCell(kernel, "execSync('echo hi; exit 3', { stdio: 'inherit' });");
    expect(run.reply).toMatchObject({ status: 'error', evalue: expect.stringContaining('Command failed') });
    expect(printed(run)).toBe('hi\n');
  });

  it('has no standard input that could hang', async () => {
    const run = await runCell(
      kernel,
      "console.log(String(execSync('cat; echo end', { stdio: ['inherit', 'pipe', 'inherit'] })));",
    );
    expect(printed(run)).toContain('end');
  });

  it('reaches the terminal of the server never', () => {
    expect(kernel.process.written).toBe('');
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processIdentity } from '../../../setup/programs/process-identity.mjs';
import { type Holder, SetUpLock } from '../../../setup/steps/set-up-lock.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'blokada ąę-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noWait = (holder: Holder) => {
  throw new Error(`waits for process ${holder.pid}`);
};
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;
const write = (holder: Holder) => writeFileSync(file, JSON.stringify(holder));

describe('SetUpLock', () => {
  it('is taken, refused to a second holder, and free after its release', async () => {
    const first = new SetUpLock(file);
    const second = new SetUpLock(file);
    await first.acquire(noWait);
    expect(second.tryAcquire()).toBe(false);
    first.release();
    expect(second.tryAcquire()).toBe(true);
    second.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken from a holder that was killed', async () => {
    const pid = deadPid();
    write({ pid, identity: `${pid}@1` });
    const lock = new SetUpLock(file);
    await lock.acquire(noWait);
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });

  it('is taken from a dead holder whose number another process has now', async () => {
    write({ pid: process.pid, identity: `${process.pid}@1` });
    await new SetUpLock(file).acquire(noWait);
    expect(JSON.parse(readFileSync(file, 'utf8')).identity).toBe(processIdentity(process.pid));
  });

  it('is taken from a killed holder, and the program that it left running is ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    const [pid, left] = [deadPid(), child.pid ?? 0];
    write({
      pid,
      identity: `${pid}@1`,
      children: { build: { pid: left, identity: processIdentity(left) ?? '' } },
    });
    await new SetUpLock(file).acquire(noWait);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('does not end a program that merely has the number of the one left running', async () => {
    const pid = deadPid();
    write({
      pid,
      identity: `${pid}@1`,
      children: { build: { pid: process.pid, identity: `${process.pid}@1` } },
    });
    await new SetUpLock(file).acquire(noWait);
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });

  it('is waited for while its holder works', async () => {
    const first = new SetUpLock(file);
    first.tryAcquire();
    const waitedFor: number[] = [];
    await new SetUpLock(file).acquire((holder) => {
      waitedFor.push(holder.pid);
      first.release();
    });
    expect(waitedFor).toEqual([process.pid]);
  });

  it('is taken where its file is half-written', async () => {
    writeFileSync(file, '{"pid": 1');
    await new SetUpLock(file).acquire(noWait);
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });

  it('names the programs that its holder runs side by side', () => {
    const lock = new SetUpLock(file);
    lock.tryAcquire();
    const other = process.ppid;
    lock.noteChild('build', process.pid);
    lock.noteChild('JupyterLab', other);
    expect(lock.holder()?.children).toEqual({
      build: { pid: process.pid, identity: processIdentity(process.pid) },
      JupyterLab: { pid: other, identity: processIdentity(other) },
    });
    lock.noteChild('build', undefined);
    expect(Object.keys(lock.holder()?.children ?? {})).toEqual(['JupyterLab']);
    lock.release();
    expect(existsSync(file)).toBe(false);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { addressOf, newConnectionFolder } from '../../wire/connection';

const folder = mkdtempSync(path.join(tmpdir(), 'connection-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

it('names ports and socket files as Jupyter does', () => {
  // jupyter_client 8.9, ConnectionFileMixin._make_url
  expect(addressOf({ transport: 'tcp', ip: '127.0.0.1' }, 5555)).toBe('tcp://127.0.0.1:5555');
  expect(addressOf({ transport: 'ipc', ip: '/run/kernel-ipc' }, 3)).toBe('ipc:///run/kernel-ipc-3');
});

it('makes a folder that only this user can enter', () => {
  vi.stubEnv('TMPDIR', folder);
  expect(statSync(newConnectionFolder()).mode & 0o777).toBe(0o700);
});

it('says what to do where the path would be too long for sockets, and makes nothing', () => {
  const long = path.join(folder, 'a'.repeat(100));
  mkdirSync(long);
  vi.stubEnv('TMPDIR', long);
  expect(newConnectionFolder).toThrow(
    new RangeError(
      `Cannot start a kernel: the path of the temporary folder is too long for sockets, got ${long}; set TMPDIR to a shorter one`,
    ),
  );
  expect(readdirSync(long)).toEqual([]);
});

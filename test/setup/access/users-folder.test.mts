import { mkdtempSync, rmdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { canWrite } from '../../../setup/access/can-write.mjs';
import { userData } from '../../../setup/access/users-folder.mjs';

it.each([
  ['linux', {}, ['.local', 'share']],
  ['darwin', {}, ['Library', 'Application Support']],
  ['win32', {}, ['AppData', 'Local']],
  ['linux', { XDG_DATA_HOME: 'relative' }, ['.local', 'share']],
] as const)('userData() on %s with %j lies in the home', (platform, environment, parts) => {
  expect(userData(platform, environment)).toBe(path.join(homedir(), ...parts));
});

it('userData() is where the user wants it', () =>
  expect(userData('linux', { XDG_DATA_HOME: '/data' })).toBe('/data'));

it.each(['linux', 'win32'])(
  'canWrite() on %s tells a folder from none, and leaves nothing behind',
  (platform) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bayes-write-'));
    expect(canWrite(folder, platform)).toBe(true);
    expect(canWrite(path.join(folder, 'none'), platform)).toBe(false);
    rmdirSync(folder); // only an empty one can go
  },
);

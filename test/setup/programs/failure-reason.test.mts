import { describe, expect, it } from 'vitest';
import { failureMend, failureReason } from '../../../setup/programs/failure-reason.mjs';

describe('failureReason()', () => {
  it.each([
    ['npm error code ENOSPC\nnpm error nospc no space left on device', 'the disk is full'],
    ['npm error code ENOTFOUND\nnpm error network request failed', 'the package registry cannot be reached'],
    [
      '  x Failed to fetch\n  dns error: failed to lookup address information',
      'the package registry cannot be reached',
    ],
    ['npm error code ETIMEDOUT', 'the package registry did not answer in time'],
    ['npm error network timeout at: http://127.0.0.1/zod', 'the package registry did not answer in time'],
    ['ended: timed out, nothing has come for 60 s', 'the package registry did not answer in time'],
    ['error: Request failed: operation timed-out', 'the package registry did not answer in time'],
    ["PermissionError: [Errno 13] Permission denied: '/opt'", 'a file or folder cannot be written'],
  ])('knows %j', (output, reason) => {
    expect(failureReason(output)).toContain(reason);
  });

  it('quotes the first line that speaks of an error', () => {
    expect(failureReason('added 3 packages\nnpm error code EUSAGE\nnpm error more')).toBe('code EUSAGE');
  });

  it('quotes the last line where none does', () => {
    expect(failureReason('one\ntwo.\n\n')).toBe('two');
  });

  it('says so where there is no output', () => {
    expect(failureReason('')).toBe('it gave no reason');
  });
});

describe('failureMend()', () => {
  it('says what has to be right before the command is repeated', () => {
    expect(failureMend('write: ENOSPC', 'npm run setup')).toBe(
      'npm run setup, once there is room (df -h shows where)',
    );
  });

  it('is the command alone where the failure is not known', () => {
    expect(failureMend('it is broken', 'npm run setup')).toBe('npm run setup');
  });
});

import { describe, expect, it } from 'vitest';
import { failureReason } from '../../setup/failure-reason.mjs';

describe('failureReason()', () => {
  it.each([
    ['npm error code ENOSPC\nnpm error nospc no space left on device', 'the disk is full'],
    ['npm error code ENOTFOUND\nnpm error network request failed', 'the package registry cannot be reached'],
    [
      '  x Failed to fetch\n  dns error: failed to lookup address information',
      'the package registry cannot be reached',
    ],
    ['npm error code ETIMEDOUT', 'the package registry did not answer in time'],
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

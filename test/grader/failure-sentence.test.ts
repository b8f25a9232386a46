import { expect, test } from 'vitest';
import { failureSentence } from '../../grader/failure-sentence';

const systemError = (code: string, message: string, path?: string) =>
  Object.assign(new Error(message), { code, path });

test.each([
  [
    systemError('ENOSPC', 'ENOSPC: no space left on device, write'),
    'The grader failed: the disk is full. Mend it, and type the same command again: it goes on where it was',
  ],
  [
    systemError('EACCES', "EACCES: permission denied, open 'out/report.csv'", 'out/report.csv'),
    'The grader failed at out/report.csv: a file or folder cannot be written. Mend it, and type the same command again: it goes on where it was',
  ],
  [new Error('a plain one'), 'The grader failed: a plain one'],
  ['a text', 'The grader failed: a text'],
  [undefined, 'The grader failed: undefined'],
])('failureSentence() of %s', (error, sentence) => expect(failureSentence(error)).toBe(sentence));

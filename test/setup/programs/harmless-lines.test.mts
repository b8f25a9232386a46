import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessLines } from '../../../setup/programs/harmless-lines.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * As the runner of GitHub Actions reads a log: a line that is `::name …::value` once blanks are cut from its front, or
 * one that holds `##[name …]` anywhere; here also behind sequences that colour a line, and where other programs end one.
 */
function commandsIn(log: string): string[] {
  return log.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).filter((line) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences begin with one
    const bare = line.replace(/\u001b\[[\d;]*[A-Za-z]/g, '').replace(/^[\s\p{Cc}\p{Cf}]+/u, '');
    return bare.startsWith('::') || /##(vso|teamcity)?\[/.test(line);
  });
}

describe('harmlessLines()', () => {
  it.each([
    ['::error title=x::y', ': :error title=x::y'],
    ['  ::stop-commands::token', '  : :stop-commands::token'],
    ['a\n::add-mask::b\r::group::c', 'a\n: :add-mask::b\r: :group::c'],
    ['\u001b[31m::error::x', '\u001b[31m: :error::x'],
    ['a\u2028::error::x', 'a\u2028: :error::x'],
    ['\u200b\ufeff::error::x', '\u200b\ufeff: :error::x'],
    ['see ##[add-mask]x', 'see # #[add-mask]x'],
    ['###[error]', '## #[error]'],
    ['##vso[task.setvariable]', '# #vso[task.setvariable]'],
    [':::', ': ::'],
    ['std::vector, a :: b', 'std::vector, a :: b'],
    ['## Heading [link]', '## Heading [link]'],
  ])('turns %j into %j', (text, harmless) => expect(harmlessLines(text)).toBe(harmless));

  const text = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...':#[ \n\r\t\v\f\u0085\u2028\u2029\u001b31mK;?\u200b\u202e\u0000xvso'),
    }),
    fc.string({ unit: 'binary' }),
  );

  it('leaves no command in a text, and is done at once', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const harmless = harmlessLines(raw);
        expect(commandsIn(harmless)).toEqual([]);
        expect(harmlessLines(harmless)).toBe(harmless);
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it('takes time in proportion to the text', () => {
    for (const part of [':', '#', ' ', '\n', '\u001b[', '\u001b[3', '\u0000', '##a', ' ::'])
      expect(harmlessLines(part.repeat(1_000_000)).length).toBeGreaterThan(0);
  });
});

it('the grader prints by say(), warn() and TerminalLine alone, which keep to it', () => {
  const files = readdirSync(path.join(root, 'grader'), { recursive: true, encoding: 'utf8' });
  const printing = files
    .filter((file) => file.endsWith('.ts') && !file.startsWith(path.join('sandbox', 'child')))
    .filter((file) =>
      /console\.\w+\(|std(out|err)\.write/.test(readFileSync(path.join(root, 'grader', file), 'utf8')),
    );
  expect(printing).toEqual([]);
});

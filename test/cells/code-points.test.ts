import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsBefore, unitsBefore } from '../../cells/code-points';

/** Any text: characters of one and of two units, and halves of such. */
const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('🎉', '\ud83c', '\udf89', 'ą')),
});

describe('positions in a cell', () => {
  it('count a character of two UTF-16 units as one code point', () => {
    const cell = '// 🎉 my answer\nMath.ab';
    expect(unitsBefore(cell, [...cell].length)).toBe(cell.length);
    expect(codePointsBefore(cell, cell.indexOf('ab'))).toBe(cell.indexOf('ab') - 1);
  });

  it.each([
    ['', 0, 0],
    ['', 3, 0],
    ['ab', -1, 0],
    ['ab', 9, 2],
    ['🎉', 1, 2],
    ['🎉', 2, 2],
    ['\u{1f469}\u200d\u{1f52c}x', 3, 5], // three code points drawn as one
    ['e\u0301x', 2, 2],
    ['\ud83cx', 1, 1],
  ])('of %j, after %i code points, is after %i units', (cell, codePoints, units) => {
    expect(unitsBefore(cell, codePoints)).toBe(units);
  });

  it.each([
    ['', 5, 0],
    ['ab', -3, 0],
    ['ab', 9, 2],
    ['🎉', 1, 0],
    ['🎉x', 2, 1],
    ['x🎉', 2, 1],
    ['\ud83cx', 1, 1],
  ])('of %j, after %i units, is after %i code points', (cell, units, codePoints) => {
    expect(codePointsBefore(cell, units)).toBe(codePoints);
  });

  it('agree with the text cut into its code points', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (cell, some) => {
        const points = [...cell];
        const before = points.slice(0, some).join('');
        expect(unitsBefore(cell, some)).toBe(before.length);
        expect(codePointsBefore(cell, before.length)).toBe(Math.min(some, points.length));
      }),
      { seed: 1 },
    );
  });

  it('never count down from one unit to the next', () => {
    fc.assert(
      fc.property(text, (cell) => {
        const counts = Array.from({ length: cell.length + 1 }, (_, offset) => codePointsBefore(cell, offset));
        expect(counts).toEqual(counts.toSorted((a, b) => a - b));
        expect(counts.at(-1)).toBe([...cell].length);
      }),
      { seed: 2 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { parseLecture } from '../../generator/lecture-source';

describe('parseLecture()', () => {
  test('splits at its lines and leaves out what stands above the first', () => {
    const source = [
      'declare const unused: number;',
      '// %% [markdown] id="intro"',
      '/* pl',
      'Tak',
      '*/',
      '// %% id="first" tags=["lecture-01", "self-check"] edition="solved"',
      'const x = 1;',
      '',
    ].join('\n');
    expect(parseLecture(source)).toEqual([
      { id: 'intro', kind: 'markdown', tags: [], text: '/* pl\nTak\n*/', line: 2 },
      {
        id: 'first',
        kind: 'code',
        tags: ['lecture-01', 'self-check'],
        edition: 'solved',
        text: 'const x = 1;',
        line: 6,
      },
    ]);
  });

  test.each([
    ['// %% tags=["a"]', /l\.mts:1: a cell begins/],
    ['// %% id="Not Allowed"', /lower-case-words/],
    ['// %% id="a" edition="teacher"', /edition is "student" or "solved", got teacher/],
    ['// %% id="a" colour="red"', /got colour/],
    ['// %% id="a"\n// %% id="a"', /l\.mts:2: id a stands twice/],
  ])('refuses %j', (source, message) => {
    expect(() => parseLecture(source, 'l.mts')).toThrow(message);
  });

  test('lets an id stand once in each edition', () => {
    const cells = parseLecture('// %% id="a" edition="student"\n// %% id="a" edition="solved"');
    expect(cells.map(({ edition }) => edition)).toEqual(['student', 'solved']);
  });
});

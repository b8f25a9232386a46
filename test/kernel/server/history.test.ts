import { beforeEach, describe, expect, it } from 'vitest';
import { History, type HistoryRequest } from '../../../execution/queue/history';

let history: History;

/** The lines of the cells that a client gets. */
const linesOf = (request: HistoryRequest): number[] => history.entries(request).map(([, line]) => line);

describe('History', () => {
  beforeEach(() => {
    history = new History();
    for (const [index, input] of [
      '1 + 1',
      'x = [1]',
      '1 + 1',
      'f(x)\ng(x)',
      'tf.zeros([2])',
      'y = 2',
    ].entries())
      history.add(index + 1, input);
  });

  it('gives session, line and text of the newest cells, the oldest first', () => {
    expect(history.entries({ hist_access_type: 'tail', n: 2, output: false, raw: true })).toEqual([
      [1, 5, 'tf.zeros([2])'],
      [1, 6, 'y = 2'],
    ]);
  });

  it('gives results where they are asked for, and null where there is none', () => {
    history.addOutput('2');
    history.add(7, 'let z');
    expect(history.entries({ hist_access_type: 'tail', n: 2, output: true })).toEqual([
      [1, 6, ['y = 2', '2']],
      [1, 7, ['let z', null]],
    ]);
  });

  it('gives ten cells where a tail names no number', () => {
    for (let line = 7; line <= 15; line++) history.add(line, `${line}`);
    expect(linesOf({ hist_access_type: 'tail' })).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  it.each([
    [{ session: 1, start: 3, stop: 4 }, [3]],
    [{ session: 0, start: 0 }, [1, 2, 3, 4, 5, 6]],
    [{ start: 2, stop: 99 }, [2, 3, 4, 5, 6]],
    [{ start: -2 }, [5, 6]],
    [{ start: 1, stop: -1 }, [1, 2, 3, 4, 5]],
    [{ start: 1, stop: null }, [1, 2, 3, 4, 5, 6]],
    [{ start: 4, stop: 2 }, []],
    [{ session: -1, start: 0 }, []],
    [{ session: 2, start: 0 }, []],
  ])('gives of the range %j the lines %j', (range, lines) => {
    expect(linesOf({ hist_access_type: 'range', ...range })).toEqual(lines);
  });

  it.each([
    [{ pattern: '1*' }, [1, 3]],
    [{ pattern: '1 ? 1' }, [1, 3]],
    [{ pattern: '*(x)' }, [4]],
    [{ pattern: '*x*' }, [2, 4]],
    [{ pattern: 'x' }, []],
    [{ pattern: 'x = [?]' }, [2]],
    [{ pattern: 'X*' }, []],
    [{ pattern: '?' }, []],
    [{ pattern: '' }, []],
    [{ pattern: '*1*1*' }, [1, 3]],
    [{ pattern: '**y = 2**' }, [6]],
    [{ pattern: '*[2*' }, [5]],
    [{ pattern: '*', n: 2 }, [5, 6]],
    [{ pattern: '1*', n: 0 }, []],
    [{ pattern: '1*', unique: true }, [3]],
    [{ pattern: '*', unique: true }, [2, 3, 4, 5, 6]],
    [{ pattern: '*', unique: true, n: 4 }, [3, 4, 5, 6]],
    [{}, [1, 2, 3, 4, 5, 6]],
  ])('finds by %j the lines %j', (search, lines) => {
    expect(linesOf({ hist_access_type: 'search', ...search })).toEqual(lines);
  });

  it.each([{}, { hist_access_type: 'all' }, { hist_access_type: 'tail', n: -1 }])(
    'gives nothing for %j',
    (request) => {
      expect(linesOf(request)).toEqual([]);
    },
  );

  it('keeps the newest thousand', () => {
    for (let line = 7; line <= 1003; line++) history.add(line, `${line}`);
    const lines = linesOf({ hist_access_type: 'tail', n: 5000 });
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([1000, 4, 1003]);
  });

  it('matches a pattern against long texts at once', () => {
    history.add(7, 'a'.repeat(100_000));
    expect(linesOf({ hist_access_type: 'search', pattern: `${'a*'.repeat(5)}b` })).toEqual([]);
  });
});

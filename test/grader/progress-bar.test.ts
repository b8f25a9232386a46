import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oneLineName } from '../../grader/batch/one-line-name';
import { ProgressBar } from '../../grader/batch/progress-bar';
import { timeLeft } from '../../grader/batch/time-left';
import type { Language } from '../../lib/language';
import { RandomState } from '../../lib/random-state';

beforeEach(() => {
  vi.stubEnv('CI', '');
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** A bar on a terminal, and what stands there now. */
function barOn(total: number, language: Language = 'en', jobs = 1, isTty = true) {
  const written: string[] = [];
  const out = { isTTY: isTty, columns: 120, write: (text: string) => written.push(text) > 0 };
  const bar = new ProgressBar(total, jobs, language, out as unknown as NodeJS.WriteStream);
  const grade = (seconds: number, file = 'ada.ipynb', cached = false) => {
    const done = bar.began(file);
    vi.advanceTimersByTime(seconds * 1000);
    done(cached);
    vi.advanceTimersByTime(100);
  };
  const shown = () => written.at(-1)?.replace(/^.*\[2K/s, '') ?? '';
  return { bar, grade, shown, written };
}

describe('ProgressBar', () => {
  test('promises nothing from two submissions, and an end from five alike', () => {
    const { bar, grade, shown } = barOn(25);
    grade(2);
    grade(2);
    expect(shown()).toBe('██░░░░░░░░░░░░░░░░░░░░░░ 2/25, 0:04');
    for (let i = 0; i < 3; i++) grade(2);
    expect(shown()).toBe('█████░░░░░░░░░░░░░░░░░░░ 5/25, about 0:40 left');
    bar.end();
  });

  test('tells a range where what was seen differs, in either language', () => {
    const en = barOn(25);
    const pl = barOn(25, 'pl');
    for (const seconds of [1, 2, 1, 3, 1]) {
      en.grade(seconds);
      pl.grade(seconds);
    }
    expect(en.shown()).toMatch(/5\/25, 0:2\d to 0:5\d left$/);
    expect(pl.shown()).toMatch(/5\/25, zostało od 0:2\d do 0:5\d$/);
    en.bar.end();
    pl.bar.end();
  });

  test('names who is slow just now, and then promises no end', () => {
    const { bar, grade, shown } = barOn(25, 'pl');
    for (let i = 0; i < 5; i++) grade(2);
    const done = bar.began('grupa/ada.ipynb');
    vi.advanceTimersByTime(4900);
    expect(shown()).not.toContain('ada');
    vi.advanceTimersByTime(7200);
    expect(shown()).toMatch(/5\/25, zostało co najmniej 0:38; grupa\/ada\.ipynb: 12 s$/);
    done(false);
    vi.advanceTimersByTime(100);
    expect(shown()).not.toContain('ada');
    bar.end();
  });

  test('takes nothing that the journal answered for a measure of the rest', () => {
    const { bar, grade, shown } = barOn(200);
    for (let i = 0; i < 100; i++) grade(0, 'ada.ipynb', true);
    expect(shown()).not.toContain('left');
    for (let i = 0; i < 5; i++) grade(2);
    expect(shown()).toMatch(/105\/200, about 3:10 left$/);
    bar.end();
  });

  test('writes whole lines, a tenth each, where no line moves', () => {
    const { grade, written, bar } = barOn(40, 'en', 1, false);
    for (let i = 0; i < 40; i++) grade(1);
    bar.end();
    expect(written).toHaveLength(10);
    expect(written.every((line) => line.endsWith('\n') && !line.includes('\r'))).toBe(true);
    expect(written.at(-1)).toBe(`${'█'.repeat(24)} 40/40, 0:44\n`);
  });

  test('of one submission is not shown', () => {
    const { grade, written, bar } = barOn(1);
    grade(30);
    bar.end();
    expect(written.join('')).toBe('');
  });
});

describe('timeLeft()', () => {
  test('holds for 19 of 20 classes: the rest takes what it promises', () => {
    const random = new RandomState(5);
    const classes = 400;
    let kept = 0;
    for (let k = 0; k < classes; k++) {
      const times = Array.from({ length: 60 }, () => 0.3 + 0.4 * random.uniform());
      const left = timeLeft(times.slice(0, 20), [], 40, 1);
      const rest = times.slice(20).reduce((sum, one) => sum + one, 0);
      if (left?.most !== undefined && left.least <= rest && rest <= left.most) kept++;
    }
    // 0.954 for normal sums; 0.03 is three standard deviations of a share of 400.
    expect(kept / classes).toBeGreaterThan(0.954 - 0.03);
  });

  test('is never negative, and no more than for one job', () => {
    const times = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(
        times,
        times,
        fc.nat(200),
        fc.integer({ min: 1, max: 8 }),
        (seen, running, waiting, jobs) => {
          const left = timeLeft(seen, running, waiting, jobs);
          expect(left?.least).toBeGreaterThanOrEqual(0);
          if (left?.most !== undefined) expect(left.most).toBeGreaterThanOrEqual(left.least - 1e-9);
        },
      ),
      { seed: 20261129 },
    );
  });
});

describe('oneLineName()', () => {
  test.each([
    ['grupa 1/ada.ipynb', 'grupa 1/ada.ipynb'],
    ['Zażółć gęślą jaźń.ipynb', 'Zażółć gęślą jaźń.ipynb'],
    ['Zaz\u0307o\u0301łc\u0301.ipynb', 'Zażółć.ipynb'],
    ['a\r\u001b[2Kb\nc.ipynb', 'a??[2Kb?c.ipynb'],
    ['\u202egpj.ipynb', '?gpj.ipynb'],
    ['学生😀.ipynb', '???.ipynb'],
    [`${'x'.repeat(300)}.ipynb`, `…${'x'.repeat(23)}.ipynb`],
  ])('%j becomes %j', (file, shown) => {
    expect(oneLineName(file)).toBe(shown);
  });

  test('keeps any name to thirty columns and one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (file) => {
        const shown = oneLineName(file);
        expect([...shown].length).toBeLessThanOrEqual(30);
        expect(shown).not.toMatch(/[\p{C}\p{M}\u2028\u2029]/u);
      }),
      { seed: 20261129 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeAccount } from '../../grader/sandbox/time-account';
import { timeShares, unmeteredGrowth, usualStart } from '../../grader/sandbox/time-shares';

const { cpu, idle } = timeShares;
const took = (seconds: number) => ({ cpu: seconds, idle: 0 });

/** A check that would take so long: what it took, and whether it came to its end. */
function check(time: TimeAccount, seconds: number): { took: number; ended: boolean } {
  const { cpuSeconds } = time.forCheck();
  const ended = seconds <= cpuSeconds;
  const spent = Math.min(seconds, cpuSeconds);
  time.checked(took(spent), ended);
  return { took: spent, ended };
}

describe('TimeAccount', () => {
  test('opens the pool once a quarter of the checks has come to an end', () => {
    const time = new TimeAccount(13, true);
    expect(time.forCheck().cpuSeconds).toBeCloseTo(cpu.check + cpu.pool / 8, 10);
    for (let i = 0; i < 3; i++) check(time, 0.01);
    expect(time.forCheck().cpuSeconds).toBeCloseTo(cpu.check + cpu.pool, 10);
    expect(time.forCheck().idleSeconds).toBeCloseTo(idle.check + idle.pool, 10);
  });

  test('takes from the pool what a check needs beyond its own share, and no more', () => {
    const time = new TimeAccount(1, true);
    check(time, 1);
    check(time, 0.01);
    expect(time.forCheck().cpuSeconds).toBeCloseTo(cpu.check + cpu.pool - (1 - cpu.check), 10);
  });

  test('lets every check grow with the time that a child takes to start, and none shrink', () => {
    const slow = new TimeAccount(1, true);
    slow.started(5 * usualStart);
    expect(slow.forCheck().cpuSeconds).toBeCloseTo(5 * (cpu.check + cpu.pool), 10);
    expect(slow.forLoading().cpuSeconds).toBeCloseTo(5 * cpu.loading, 10);
    expect(slow.forCheck().idleSeconds).toBeCloseTo(idle.check + idle.pool, 10);
    slow.started(usualStart / 5);
    expect(slow.forCheck().cpuSeconds).toBeCloseTo(5 * (cpu.check + cpu.pool), 10);
  });

  test('gives more from the start where all time counts as CPU time', () => {
    const time = new TimeAccount(1, false);
    expect(time.forCheck().cpuSeconds).toBeCloseTo(unmeteredGrowth * (cpu.check + cpu.pool), 10);
    time.started(usualStart);
    expect(time.forCheck().cpuSeconds).toBeCloseTo(unmeteredGrowth * (cpu.check + cpu.pool), 10);
  });

  test('counts all loading against one share', () => {
    const time = new TimeAccount(3, true);
    time.loaded(took(0.4));
    time.loaded(took(0.4));
    expect(time.forLoading().cpuSeconds).toBeCloseTo(cpu.loading - 0.8, 10);
    expect(time.forCheck().cpuSeconds).toBeCloseTo(cpu.check + cpu.pool, 10);
  });
});

describe('whatever checks take', () => {
  const seconds = fc.oneof(
    fc.constantFrom(0, cpu.check, Number.POSITIVE_INFINITY),
    fc.double({ min: 0, max: 4, noNaN: true }),
  );
  const checks = fc.array(seconds, { minLength: 1, maxLength: 40 });
  const seed = { seed: 20261129 };

  test('each may take its own share', () => {
    fc.assert(
      fc.property(checks, (needs) => {
        const time = new TimeAccount(needs.length, true);
        for (const need of needs) {
          expect(time.forCheck().cpuSeconds).toBeGreaterThanOrEqual(cpu.check);
          check(time, need);
        }
      }),
      seed,
    );
  });

  test('all together take no more than their shares and the pool', () => {
    fc.assert(
      fc.property(checks, (needs) => {
        const time = new TimeAccount(needs.length, true);
        const sum = needs.reduce((total, need) => total + check(time, need).took, 0);
        expect(sum).toBeLessThanOrEqual(needs.length * cpu.check + cpu.pool + 1e-9);
      }),
      seed,
    );
  });

  test('those that never end take no more than a quarter of the pool', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), (count) => {
        const time = new TimeAccount(count, true);
        let sum = 0;
        for (let i = 0; i < count; i++) sum += check(time, Number.POSITIVE_INFINITY).took;
        expect(sum).toBeLessThanOrEqual(count * cpu.check + cpu.pool / 4 + 1e-9);
      }),
      seed,
    );
  });
});

describe('what is said of a time that has run out', () => {
  test('names the clock, and what it leaves, where the system does not tell CPU time', () => {
    const { check, pool } = cpu;
    expect(new TimeAccount(4, true).spent('cpu')).toEqual({ limit: 'cpu', share: { check, pool } });
    expect(new TimeAccount(4, false).spent('cpu')).toEqual({
      limit: 'clock',
      share: { check: 5 * check, pool: 5 * pool },
    });
    expect(new TimeAccount(4, false).spent('idle')).toMatchObject({ limit: 'idle' });
  });
});

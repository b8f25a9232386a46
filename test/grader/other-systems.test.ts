import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { admit } from '../../grader/admit';
import { linuxMend } from '../../grader/sandbox/bubblewrap-mend';
import { layerTable } from '../../grader/sandbox/layer-table';
import { startLimits } from '../../grader/sandbox/limits';
import type { Sandbox } from '../../grader/sandbox/sandbox';
import { root } from '../../setup/project-paths.mjs';

const noOptions = { disableUserns: false, size: false };
/** What the layers say of themselves where none of them works. */
const unprotected = (platform: NodeJS.Platform): Sandbox =>
  ({
    holds: false,
    isolates: false,
    report: layerTable(noOptions, platform).map(({ name, mend }) => ({
      name,
      mend,
      active: false,
      detail: '',
    })),
  }) as unknown as Sandbox;
const ask = { requireSandbox: false, withoutSandbox: false };
const own = [join(root, 'notebooks', 'en')];

describe('where there are neither bubblewrap nor /proc', () => {
  test('each layer leads to a Linux, but for the one that is in Node', () => {
    for (const platform of ['win32', 'darwin'] as const) {
      const [node, ...others] = layerTable(noOptions, platform);
      expect(node?.name).toBe('permission model');
      for (const { name, mend } of others.filter(({ name }) => name !== 'system calls'))
        expect([name, mend]).toEqual([name, linuxMend(platform)]);
    }
  });

  test("other people's work is refused, on Windows with the way into WSL", () => {
    const refused = (platform: NodeJS.Platform) => () =>
      admit({ ...ask, paths: [root] }, unprotected(platform), false);
    expect(refused('win32')).toThrow(
      /^Cannot grade other people's work: .*Mend it: wsl --install, and grade in WSL/,
    );
    expect(refused('darwin')).toThrow(/Mend it: grade on Linux/);
  });

  test("one's own is graded, and which clock limits an answer is said", () => {
    const warning = admit({ ...ask, paths: own }, unprotected('win32'), false);
    expect(warning?.en).toContain('limited by the clock, with shares at least five times as large');
    expect(warning?.pl).toContain('ogranicza czas na zegarze');
    const metered = admit({ ...ask, paths: own }, unprotected('linux'), true);
    expect(metered?.en).not.toContain('clock');
  });

  test('a busy machine does not end a process that comes up', () => {
    expect(startLimits(true)).toEqual({ cpuSeconds: 4, idleSeconds: 2 });
    expect(startLimits(false).cpuSeconds).toBeGreaterThanOrEqual(60);
  });
});

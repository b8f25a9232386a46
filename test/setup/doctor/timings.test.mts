import { describe, expect, it } from 'vitest';
import { timingRows, timingsTable } from '../../../setup/doctor/timings.mjs';

const at = '2026-01-02T03:04:05.000Z';
const kept = {
  'npm packages': { seconds: 16.5, at },
  build: { seconds: 13.6, at },
  'fused kernels': { seconds: 2.1, at },
  'native TensorFlow': { seconds: 0.4, at },
  JupyterLab: { seconds: 3.4, at },
  'set-up': { seconds: 30.2, at },
  'starting JupyterLab': { seconds: 2.8, at },
};
const now = { kernel: 1.25, library: 0.5, figure: 0.25 };

describe('timingsTable()', () => {
  it('adds what follows one another, the set-up as a whole', () => {
    expect(timingsTable(timingRows(kept, now))).toBe(
      [
        '  npm packages                16.5 s  in the set-up, on 2026-01-02',
        '  build                       13.6 s  in the set-up, after the npm packages, on 2026-01-02',
        '  fused kernels                2.1 s  in the set-up, beside the build, on 2026-01-02',
        '  native TensorFlow            0.4 s  in the set-up, beside the build, on 2026-01-02',
        '  JupyterLab                   3.4 s  in the set-up, beside the npm packages, on 2026-01-02',
        'set-up                        30.2 s  these together, on 2026-01-02',
        'starting JupyterLab            2.8 s  until it answers, on 2026-01-02',
        'kernel                         1.3 s  measured now',
        "importing the library          0.5 s  measured now, tslab's type check included",
        'first figure                   0.3 s  measured now, until the browser has it',
        'npm start to first figure     35.0 s  the parts not indented',
      ].join('\n'),
    );
  });

  it('says what was not measured, and that the sum lacks it', () => {
    const table = timingsTable(timingRows({ build: kept.build }, undefined)).split('\n');
    expect(table[0]).toMatch(/^ {2}npm packages +not measured$/);
    expect(table[1]).toMatch(/^ {2}build +13\.6 s /);
    expect(table[7]).toMatch(/^kernel +not measured: npm run doctor says why$/);
    expect(table.at(-1)).toMatch(/ 0\.0 s {2}without what was not measured$/);
  });
});

import { describe, expect, it } from 'vitest';
import { movingLine } from '../../../setup/programs/progress.mjs';

const steps = [
  { name: 'build', started: 1000, doing: '' },
  { name: 'JupyterLab', started: 2500, doing: 'uv failed, trying pip' },
];

describe('movingLine()', () => {
  it('shows all that run side by side, each with its time and what it is doing', () => {
    expect(movingLine(steps, 4000, 0)).toBe('⠋ build 3.0 s · JupyterLab 1.5 s  uv failed, trying pip');
  });

  it('moves', () => {
    expect(movingLine(steps, 4000, 1)).toMatch(/^⠙ build 3\.0 s/);
  });
});

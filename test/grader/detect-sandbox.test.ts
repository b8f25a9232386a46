import { expect, test } from 'vitest';
import { detectSandbox } from '../../grader/sandbox/detect-sandbox';

test('detectSandbox() says of each layer what it refuses, or why it is missing and what mends it', async () => {
  const layers = await detectSandbox();
  expect(layers.map(({ name }) => name)).toEqual([
    'permission model',
    'bubblewrap',
    'system calls',
    'resource limits',
    'own user',
    'process watch',
  ]);
  for (const { active, detail, mend } of layers) {
    expect(detail).not.toBe('');
    expect(active ? mend : typeof mend).toBe(active ? undefined : 'string');
  }
});

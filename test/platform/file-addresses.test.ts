import { expect, test, vi } from 'vitest';

test('two copies of the library on one TensorFlow.js leave one way to save to a folder and to load from it', async () => {
  const copies: typeof import('bayes-notebooks')[] = [];
  for (const backends of [['wasm'], ['cpu', 'tensorflow'], ['cpu']] as const) {
    vi.resetModules();
    const copy: typeof import('bayes-notebooks') = await import('bayes-notebooks');
    for (const backend of backends) {
      await copy.useBackend(backend).catch(() => undefined); // native TensorFlow may be missing
      expect(copy.tf.io.getSaveHandlers('file:///nowhere')).toHaveLength(1);
      expect(copy.tf.io.getLoadHandlers('file:///nowhere')).toHaveLength(1);
    }
    copies.push(copy);
  }
  expect(new Set(copies.map(({ useBackend }) => useBackend)).size).toBe(3);
  expect(new Set(copies.map(({ tf }) => tf.io)).size).toBe(1);
});

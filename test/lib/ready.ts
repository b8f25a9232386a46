import { tf } from 'bayes-notebooks';
import { beforeAll, expect } from 'vitest';

beforeAll(async () => {
  await tf.ready();
  expect(tf.getBackend()).toBe(process.env.BAYES_BACKEND);
});

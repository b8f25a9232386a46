/** What the library's tests import as `vitest`: vitest's own functions, out of the packages that it is made of. */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import { restoreAllMocks, spyOn } from '@vitest/spy';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect);

export const vi = { restoreAllMocks, spyOn };

/** Of types alone, which `npm run types` checks. */
export const expectTypeOf = () => ({ toEqualTypeOf() {} });

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from '@vitest/runner';

import { describe, expect, it } from 'vitest';
import { omitsDev } from '../../../setup/steps/omits-dev.mjs';

describe('omitsDev()', () => {
  it("follows npm's own setting, in both spellings", () => {
    expect(omitsDev({})).toBe(false);
    expect(omitsDev({ NPM_CONFIG_OMIT: 'dev' })).toBe(true);
    expect(omitsDev({ npm_config_omit: 'optional dev' })).toBe(true);
    expect(omitsDev({ NPM_CONFIG_OMIT: 'optional' })).toBe(false);
  });

  it('omits them in production, unless npm is told otherwise', () => {
    expect(omitsDev({ NODE_ENV: 'production' })).toBe(true);
    expect(omitsDev({ NODE_ENV: 'production', NPM_CONFIG_OMIT: 'optional' })).toBe(false);
  });
});

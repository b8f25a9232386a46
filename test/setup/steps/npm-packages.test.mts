import { describe, expect, it } from 'vitest';
import { lacksPackages } from '../../../setup/steps/npm-packages.mjs';

const wanted = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-another-system': { version: '2.0.0', optional: true },
};

describe('lacksPackages()', () => {
  it('is undefined where all that is not optional is there', () => {
    expect(lacksPackages(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBeUndefined();
  });

  it('does not mind packages that the lock file does not ask for', () => {
    const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } };
    expect(lacksPackages(wanted, installed)).toBeUndefined();
  });

  it('names a package of another version', () => {
    expect(lacksPackages(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe('node_modules/a');
  });

  it('names an optional package of another version', () => {
    const installed = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-another-system': { version: '1.0.0' },
    };
    expect(lacksPackages(wanted, installed)).toBe('node_modules/for-another-system');
  });

  it('minds the packages for work on the project only where npm installs them', () => {
    const both = { ...wanted, 'node_modules/dev': { version: '1.0.0', dev: true } };
    const installed = { 'node_modules/a': { version: '1.0.0' } };
    expect(lacksPackages(both, installed)).toBe('node_modules/dev');
    expect(lacksPackages(both, installed, true)).toBeUndefined();
    expect(lacksPackages(both, { 'node_modules/dev': { version: '1.0.0' } }, true)).toBe('node_modules/a');
  });

  it('asks for every package where an installation left no record', () => {
    expect(lacksPackages(wanted, undefined)).toBe('every package');
  });
});

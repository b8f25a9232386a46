import { describe, expect, it } from 'vitest';
import { missingModule } from '../../cells/missing-module';

describe('the library that cannot be imported', () => {
  // At run time it is looked for in the project itself, so that it counts as installed.
  it.each([false, true])(
    'is linked anew by a build, whether it counts as installed or not: %s',
    (isInstalled) => {
      const said = missingModule('bayes-notebooks', '/home', isInstalled);
      expect(said).toContain('run "npm run build" in the project\'s folder, then restart the kernel');
      expect(said).not.toContain('npm install bayes-notebooks');
    },
  );

  it('has no such part, where it is installed', () => {
    expect(missingModule('bayes-notebooks/none', '/home', true)).toContain('has no such part');
  });
});

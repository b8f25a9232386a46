import { describe, expect, it } from 'vitest';
import { lookAtPlace } from '../../../setup/doctor/place.mjs';

const home = 'C:\\Users\\Jan Łoś';
const variables = { OneDrive: `${home}\\OneDrive - Uniwersytet`, OneDriveConsumer: '' };
const onWindows = (root: string) => lookAtPlace(root, 'win32', variables);

describe('lookAtPlace()', () => {
  it('takes a folder of a user whose name has a blank and an ł', () => {
    expect(onWindows(`${home}\\bayes-notebooks`)).toEqual({ works: true, says: `${home}\\bayes-notebooks` });
    expect(onWindows(`${home}\\OneDrive - Uniwersytet 2\\bayes-notebooks`).works).toBe(true);
  });

  it('says that OneDrive holds what it copies, whatever the case of its name', () => {
    for (const root of [
      `${home}\\OneDrive - Uniwersytet\\nauka\\bayes`,
      'c:\\users\\jan łoś\\onedrive - uniwersytet\\b',
    ]) {
      const { works, says, mend } = onWindows(root);
      expect(works).toBe(false);
      expect(says).toContain('lies in OneDrive');
      expect(mend).toBe(`Move-Item '${root}' "$HOME\\bayes-notebooks", then npm start there`);
    }
  });

  it('says where the paths below it pass 259 characters', () => {
    const long = `${home}\\${'a'.repeat(93 - home.length - 1)}`;
    expect(onWindows(long).works).toBe(true);
    expect(onWindows(`${long}b`).says).toMatch(/too long .* at most 93 characters, got 94$/);
  });

  it('takes any folder elsewhere', () => {
    const long = `/Users/jan/OneDrive/${'a'.repeat(200)}`;
    expect(lookAtPlace(long, 'darwin', { OneDrive: '/Users/jan/OneDrive' }).works).toBe(true);
  });
});

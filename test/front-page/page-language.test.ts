import { expect, test } from 'vitest';
import { pageLanguage, type Wishes } from '../../browser/front-page/page-language';

const nothing: Wishes = { asked: null, remembered: null, browser: '' };

test.each<[string, Partial<Wishes>, string]>([
  ['what the browser is set to', { browser: 'pl-PL' }, 'pl'],
  ['English where the browser speaks another language', { browser: 'de' }, 'en'],
  ['English where it is not Polish but begins alike', { browser: 'pli' }, 'en'],
  ['what was asked for before, whatever the browser is set to', { remembered: 'en', browser: 'pl' }, 'en'],
  ['what is asked for now, whatever was before', { asked: 'pl', remembered: 'en', browser: 'en' }, 'pl'],
  ['what is known, where a language is asked for that is not', { asked: 'de', browser: 'PL' }, 'pl'],
])('pageLanguage() is %s', (_, wishes, language) => {
  expect(pageLanguage({ ...nothing, ...wishes })).toBe(language);
});

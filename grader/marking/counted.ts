import type { Language } from '../../lib/language';

/** A noun after a number: in English for one and for several, in Polish for 1, for 2 to 4, and for the rest. */
export interface Counted {
  pl: [one: string, few: string, many: string];
  en: [one: string, other: string];
}

export const submissionsCounted: Counted = {
  pl: ['praca', 'prace', 'prac'],
  en: ['submission', 'submissions'],
};

const rules = { pl: new Intl.PluralRules('pl'), en: new Intl.PluralRules('en') };

/** The form of a noun that goes with a number. */
export function formFor(count: number, language: Language, forms: Counted): string {
  const rule = rules[language].select(count);
  const own: string[] = forms[language];
  const form = rule === 'one' ? own[0] : rule === 'few' ? own[1] : own.at(-1);
  return form as string;
}

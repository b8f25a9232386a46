/** A language that the front page speaks. */
export type PageLanguage = 'pl' | 'en';

/** What is known of the language that a visitor wants. */
export interface Wishes {
  /** What the address asks for, as the switch of languages does. */
  asked: string | null;
  /** What was asked for at an earlier visit. */
  remembered: string | null;
  /** What the browser is set to, such as `pl-PL`. */
  browser: string;
}

/** @returns the language of the page for a visitor: the newest wish that names one of ours, else English */
export function pageLanguage({ asked, remembered, browser }: Wishes): PageLanguage {
  return ours(asked) ?? ours(remembered) ?? ours(browser) ?? 'en';
}

/** @returns undefined where the page does not speak the language */
function ours(tag: string | null): PageLanguage | undefined {
  return (['pl', 'en'] as const).find((language) => tag?.toLowerCase().split('-')[0] === language);
}

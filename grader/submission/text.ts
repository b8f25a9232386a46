/** One sentence in both languages of the lecture. */
export interface Text {
  pl: string;
  en: string;
}

import type { Language } from '../lib/language';
import { averageMisconceptions } from './average-weights/exercise';
import { klMisconceptions } from './mean-kl/exercise';

/** The same words in both languages. */
export type Words = Record<Language, string>;

/** A mistake that a check recognises by the number it leads to. */
export interface Misconception {
  /** What the answer does, as a report's short diagnosis. */
  name: Words;
  /** A pointer for the student, which does not give the answer away. */
  hint: Words;
}

/** The recognised misconceptions of both exercises, by the id that a check predicts them under. */
export const misconceptions: Record<string, Misconception> = {
  ...klMisconceptions,
  ...averageMisconceptions,
};

import type { Words } from '../../lib/language';

/** The part of a submission that one exercise needs, as one CommonJS module of JavaScript. */
export interface Extracted {
  exercise: string;
  status: 'found' | 'missing' | 'unloadable';
  /** TypeScript as the student wrote it, for the report. */
  source: string;
  /** JavaScript that sets module.exports.answer to the student's function. */
  code: string;
  /** What the extractor had to assume ("found as kl_loss in cell 12 without its tag"). */
  assumptions: Words[];
  /** Why it is missing or cannot be loaded, with the cell's number. */
  message?: Words;
  cell?: number;
}

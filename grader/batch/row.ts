import type { Words } from '../../lib/language';
import type { Place } from '../submission/place';
import type { Owner } from './owner';

/** One row of the report to be: a notebook, or why there is none. */
export interface Row {
  /** What it is named by. */
  parts: string[];
  owner: Owner;
  place?: Place;
  message?: Words;
}

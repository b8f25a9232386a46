/** Conclusions in words, for a person to mark. */
export interface ManualReview {
  id: string;
  text: string;
  state: 'missing' | 'untouched' | 'short' | 'answered';
}

/** One cell of a submission, as plain data: nothing else of the notebook is kept. */
export interface Cell {
  /** Position in the notebook, from 1, all kinds counted: the number that messages name. */
  number: number;
  kind: 'code' | 'markdown' | 'raw';
  source: string;
  tags: string[];
}

/** A stretch of a text and what to put in its place. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A part of a text with its edits made; positions are those of the whole text. */
export function edited(text: string, start: number, end: number, edits: Edit[]): string {
  const parts: string[] = [];
  let at = start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < at || edit.end > end) continue;
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at, end));
  return parts.join('');
}

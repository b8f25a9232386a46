/** The lines of a text, as TypeScript counts them. */
export function textLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}

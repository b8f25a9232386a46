/**
 * A line of a cell with a caret below one of its characters.
 *
 * @param text the line
 * @param column of the character, from 0
 */
export function pointAt(text: string, column: number): [string, string] {
  // Tabs stay tabs, so that the caret stands below its character.
  return [`    ${text}`, `    ${text.slice(0, column).replace(/[^\t]/g, ' ')}^`];
}

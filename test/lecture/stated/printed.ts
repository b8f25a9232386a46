const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
const printed = (value: number, text: string, isShare: boolean): number =>
  Number((isShare ? 100 * value : value).toFixed(decimalsOf(text)));

/** Whether a value prints as the text has it; a share where the text has a percentage. */
export const prints = (value: number, text: string): boolean =>
  printed(value, text, text.endsWith('%')) === Number.parseFloat(text);

/** Whether a value, printed like the ends of the text's range, lies in it; a share where the text has percentages. */
export function printsWithin(value: number, [least, most]: readonly [string, string]): boolean {
  const shown = printed(value, least, most.endsWith('%'));
  return Number.parseFloat(least) <= shown && shown <= Number.parseFloat(most);
}

/**
 * How well a name fits what was typed of it: the lower the better.
 *
 * @returns 0 where it begins with it, 1 where it does in another case, 2 where its humps do (`pTV` of
 *   `parametersToVector`), 3 where it contains it; undefined where it does not fit
 */
export function matchQuality(name: string, typed: string): number | undefined {
  if (name.startsWith(typed)) return 0;
  const [lowName, lowTyped] = [name.toLowerCase(), typed.toLowerCase()];
  if (lowName.startsWith(lowTyped)) return 1;
  if (lowTyped === humpsOf(name).slice(0, lowTyped.length)) return 2;
  return lowName.includes(lowTyped) ? 3 : undefined;
}

/** The first letters of the words that a name is written of. */
function humpsOf(name: string): string {
  return (name.match(/\p{Lu}(?!\p{Lu})|\p{Lu}(?<!\p{Lu}.)|(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? [])
    .join('')
    .toLowerCase();
}

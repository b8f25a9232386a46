/** Whether two lists hold the same items, NaN being the same as NaN. */
export function equalLists(now: ArrayLike<unknown>, before: ArrayLike<unknown>): boolean {
  if (now.length !== before.length) return false;
  for (let index = 0; index < now.length; index++) if (!Object.is(now[index], before[index])) return false;
  return true;
}

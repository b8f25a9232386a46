/** A line of the bench: what it is, how much, and what it has to be. */
export const row = (name: string, value: number, target = ''): void =>
  console.log(`${name.padEnd(72)} ${value.toFixed(2).padStart(8)}   ${target}`.trimEnd());

/** A field of hostile JSON: own properties only, so that a key such as `__proto__` or a patched prototype says nothing. */
export function ownProperty(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

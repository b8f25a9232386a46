/**
 * The two shapes in which a module is handed over: what `require` returns, and the namespace that `import()` does, as
 * code expects them that TypeScript emits under `esModuleInterop`.
 */
import { types } from 'node:util';

const required = new WeakMap<object, unknown>();

/**
 * An ES module as `require` returns it: marked as one where it has a default export, so that emitted code takes that
 * for `import x from`; and what it exports as `module.exports`, where it does.
 *
 * @param value what Node's `require` or `import()` returned
 */
export function asRequired(value: unknown): unknown {
  if (!types.isModuleNamespaceObject(value)) return value;
  const namespace = value as Record<string, unknown>;
  if ('module.exports' in namespace) return namespace['module.exports'];
  if (!('default' in namespace) || '__esModule' in namespace) return namespace;
  const known = required.get(namespace);
  if (known !== undefined) return known;
  // A view and no copy: what the module exports may change.
  const marked = new Proxy(namespace, {
    get: (target, key) => (key === '__esModule' ? true : Reflect.get(target, key)),
  });
  required.set(namespace, marked);
  return marked;
}

/**
 * A CommonJS module as `import()` returns it.
 *
 * @param value what `require` returned
 */
export function asImported(value: unknown): object {
  if (types.isModuleNamespaceObject(value)) return value as object;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return { default: value };
  if ((value as { __esModule?: unknown }).__esModule) return value;
  const names = Object.getOwnPropertyDescriptors(value) as PropertyDescriptorMap;
  const namespace = Object.create(null) as object;
  for (const [name, property] of Object.entries(names)) {
    if (!property.enumerable || name === 'default') continue;
    const kept =
      property.get === undefined ? property : { get: () => (value as Record<string, unknown>)[name] };
    Object.defineProperty(namespace, name, { ...kept, enumerable: true });
  }
  Object.defineProperty(namespace, 'default', { value, enumerable: true });
  return Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
}

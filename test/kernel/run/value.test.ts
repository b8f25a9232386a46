import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleOf } from '../../../execution/value';
import { hideContexts } from '../../../kernel/run/hidden-contexts';

async function shown(value: unknown): Promise<unknown> {
  const bundle = await bundleOf(value);
  return bundle?.data['text/plain'];
}

describe('bundleOf()', () => {
  it('shows nothing of undefined, and of a figure that the library has shown', async () => {
    expect(await bundleOf(undefined)).toBeUndefined();
    expect(await bundleOf({ [Symbol.for('bayes-notebooks.shown')]: true })).toBeUndefined();
  });

  it.each([
    [null, 'null'],
    [0, '0'],
    [-0, '-0'],
    [5n, '5n'],
    ['text', "'text'"],
    ['', "''"],
    [[1, [2, { a: 'x' }]], "[ 1, [ 2, { a: 'x' } ] ]"],
    [new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
    [Symbol('s'), 'Symbol(s)'],
    [function named() {}, '[Function: named]'],
  ])('shows %s as text without colours', async (value, text) => {
    expect(await bundleOf(value)).toEqual({ data: { 'text/plain': text }, metadata: {} });
  });

  it('asks the object how it is to be shown, with a text for front ends that show no more', async () => {
    const html = { 'text/html': '<b>x</b>' };
    expect(await bundleOf({ n: 1, [Symbol.for('Jupyter.display')]: () => html })).toMatchObject({
      data: { ...html, 'text/plain': expect.stringContaining('n: 1') },
    });
    class Late {
      async [Symbol.for('Jupyter.display')]() {
        return { ...html, 'text/plain': 'late' };
      }
    }
    expect(await bundleOf(new Late())).toEqual({ data: { ...html, 'text/plain': 'late' }, metadata: {} });
  });

  it('shows as ever what has no way of its own after all', async () => {
    expect(await shown({ [Symbol.for('Jupyter.display')]: 3, a: 1 })).toContain('a: 1');
    expect(await shown({ [Symbol.for('Jupyter.display')]: () => undefined, a: 1 })).toContain('a: 1');
  });

  it('survives an object that throws when it is looked at', async () => {
    const traps = { get: () => fail(), getPrototypeOf: () => fail(), ownKeys: () => fail() };
    const fail = (): never => {
      throw new Error('looked at');
    };
    expect(await shown(new Proxy({}, traps))).toMatch(/^(Proxy\()?\{\}\)?$/); // as the version of Node has it
    expect(await shown({ [inspect.custom]: fail })).toBe('[object that throws when it is looked at]');
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(await shown(proxy)).toBe('<Revoked Proxy>');
  });
});

describe('a promise or timer of a cell', () => {
  const cells = new AsyncLocalStorage<object>();
  beforeAll(hideContexts);

  it('is shown without the cell that it was made in', async () => {
    await cells.run({ secret: true }, async () => {
      expect(await shown([Promise.resolve(7), new Promise(() => {})])).toBe(
        '[ Promise { 7 }, Promise { <pending> } ]',
      );
      class Own extends Promise<number> {}
      expect(await shown({ own: Own.resolve(7) })).toBe('{ own: Own [Promise] { 7 } }');
      const timers = [setTimeout(() => {}, 1), setImmediate(() => {}), setInterval(() => {}, 1)];
      const text = await shown(timers);
      expect(text).toMatch(/Timeout \{\s+_idleTimeout: 1,[\s\S]*Immediate \{/);
      expect(text).not.toMatch(/secret|kResourceStore|kAsyncContextFrame|\[Object\]/);
      for (const timer of timers) clearInterval(timer as NodeJS.Timeout);
    });
  });

  it('still shows what the student has added to it', async () => {
    expect(await shown(Object.assign(Promise.resolve(7), { note: 'mine' }))).toBe(
      "Promise { 7, note: 'mine' }",
    );
  });

  it('is shown when it is frozen', async () => {
    await cells.run({}, async () => {
      expect(await shown(Object.freeze(Promise.resolve(7)))).toMatch(/^Promise \{\s+7/);
    });
  });
});
